package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.evidence.Artifacts;
import io.throughline.simulator.http.Credentials;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.ProjectHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Jenkins behind the common port, under {@code /jenkins}. It is only read, so it asks for no crumb.
 */
public final class JenkinsServer {
  static final String PREFIX = "/jenkins";
  private static final String VERSION = "2.516.1";

  /** What is told of a job or a folder when no tree is asked for. */
  private static final String USUAL =
      "name,displayName,fullName,url,buildable,actions,lastBuild[number,url],builds[number,url],"
          + "jobs[name,url]";

  private final JenkinsManner manner = new JenkinsManner();
  private final Builds builds;
  private final BuildJson build;
  private final LongSupplier clock;
  private final Credentials credentials;

  /** Answers as soon as the port does. */
  public JenkinsServer(Front front, Builds builds, LongSupplier clock, String token) {
    this.builds = builds;
    this.build = new BuildJson(front.base() + PREFIX);
    this.clock = clock;
    this.credentials = new Credentials(token);
    front.api(PREFIX, manner, this::answer);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Reply reply;
    if (header == null || !header.startsWith("Basic ") || !credentials.allow(header)) {
      reply = manner.error(401, "Invalid password/token for user");
    } else {
      Request request = Request.of(exchange);
      try {
        reply = answer(request);
      } catch (Refused refused) {
        reply = manner.error(refused.status(), refused.text());
      }
    }
    return reply.with("X-Jenkins", VERSION);
  }

  private Reply answer(Request request) {
    if (!request.method().equals("GET")) {
      throw new Refused(403, "No valid crumb was included in the request");
    }
    List<String> path = request.path().subList(1, request.path().size());
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at + 1 < path.size() && path.get(at).equals("job")) {
      names.add(path.get(at + 1));
      at += 2;
    }
    List<String> what = path.subList(at, path.size());
    long now = clock.getAsLong();
    JobJson jobs = new JobJson(builds, build, now);
    if (what.equals(List.of("api", "json"))) {
      return json(request, USUAL, thing(jobs, names));
    }
    if (what.size() == 3 && what.getFirst().matches("[0-9]{1,9}")) {
      Build one = one(names, Integer.parseInt(what.getFirst()), now);
      String asked = what.get(1) + "/" + what.get(2);
      if (asked.equals("api/json")) {
        return json(request, null, build.of(one, now));
      } else if (asked.equals("wfapi/describe")) {
        return json(request, null, StageJson.of(one, now));
      }
    }
    if (what.size() > 2
        && what.getFirst().matches("[0-9]{1,9}")
        && what.get(1).equals("artifact")) {
      Build one = one(names, Integer.parseInt(what.getFirst()), now);
      String file = String.join("/", what.subList(2, what.size()));
      Supplier<byte[]> content = one.artifacts(now, build.address(one)).get(file);
      if (content != null) {
        return Artifacts.reply(file, content.get());
      }
    }
    throw new Refused(404, "Not Found");
  }

  private ObjectNode thing(JobJson jobs, List<String> names) {
    return switch (names.size()) {
      case 0 -> jobs.root();
      case 1 -> {
        ObjectNode folder = jobs.folder(names.getFirst());
        if (folder.path("jobs").isEmpty()) {
          throw new Refused(404, "Not Found");
        }
        yield folder;
      }
      case 2 -> jobs.project(project(names));
      case 3 -> jobs.job(project(names), job(names, clock.getAsLong()));
      default -> throw new Refused(404, "Not Found");
    };
  }

  private ProjectHistory project(List<String> names) {
    String full = String.join("/", names.subList(0, 2));
    return builds.projects().stream()
        .filter(p -> full.equals(p.project().jenkins()))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "Not Found"));
  }

  private String job(List<String> names, long now) {
    String job = names.get(2);
    if (!builds.jobs(project(names), now).contains(job)) {
      throw new Refused(404, "Not Found");
    }
    return job;
  }

  private Build one(List<String> names, int number, long now) {
    if (names.size() != 3) {
      throw new Refused(404, "Not Found");
    }
    return builds.builds(project(names), job(names, now), now).stream()
        .filter(b -> b.number() == number)
        .findFirst()
        .orElseThrow(() -> new Refused(404, "Not Found"));
  }

  private static Reply json(Request request, @Nullable String usual, ObjectNode whole) {
    String tree = request.query().get("tree");
    String wanted = tree == null || tree.isEmpty() ? usual : tree;
    JsonNode part = wanted == null ? whole : Tree.of(wanted, whole);
    return Reply.json(part.toString().getBytes(StandardCharsets.UTF_8));
  }
}
