package io.throughline.simulator.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.argocd.ArgoCdHook;
import io.throughline.simulator.freshping.CheckEvents;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.truth.TruthPage;
import io.throughline.simulator.truth.WatchedTruthPage;
import io.throughline.simulator.world.CompanyYaml;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simulator's own switches under {@code /simulator}: not part of GitLab. */
final class Switches {
  private interface Switch {
    Json.Part turn(Map<String, String> query);
  }

  private final Simulation simulation;

  Switches(Simulation simulation) {
    this.simulation = simulation;
  }

  void attachTo(Front front, View view) {
    front.control("/simulator/emit", at("POST", this::emit));
    front.control("/simulator/delete-mr", at("POST", this::delete));
    front.control("/simulator/transfer-project", at("POST", this::transfer));
    front.control("/simulator/advance", at("POST", this::advance));
    front.control("/simulator/jenkins-notification", at("POST", this::notification));
    front.control("/simulator/argocd-notification", at("POST", this::argo));
    front.control("/simulator/subscribe", at("POST", this::subscribe));
    front.control("/simulator/checks", at("GET", query -> checks(view)));
    front.control("/simulator/status", at("GET", this::status));
    TruthPage truth = new TruthPage(view);
    front.control("/simulator/truth", at("GET", query -> truth.answer(query, false)));
    front.control("/simulator/truth/items", at("GET", query -> truth.answer(query, true)));
    front.control("/simulator/truth/sprints", at("GET", truth::sprints));
    front.control("/simulator/truth/documents", at("GET", truth::documents));
    front.control("/simulator/truth/code", at("GET", truth::code));
    front.control(
        "/simulator/truth/gates", at("GET", query -> truth.gates(query, simulation.begunAt())));
    front.control(
        "/simulator/truth/production",
        at("GET", query -> truth.production(query, simulation.begunAt())));
    WatchedTruthPage watched = new WatchedTruthPage(view);
    front.control(
        "/simulator/truth/watched",
        at("GET", query -> watched.answer(query, simulation.begunAt())));
    front.control("/simulator/throughline.yaml", exchange -> configuration(exchange, view));
  }

  private void configuration(HttpExchange exchange, View view) throws IOException {
    int year =
        Instant.ofEpochMilli(simulation.clock().getAsLong()).atZone(ZoneOffset.UTC).getYear();
    boolean withJira = "true".equals(query(exchange).get("jira"));
    String yaml = CompanyYaml.of(simulation.world().company(), view.base(), year, withJira);
    send(exchange, 200, "application/yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private Json.Part emit(Map<String, String> query) {
    MergeRequest mr = simulation.emit(query.get("project"));
    Event.Merged merge = mr.merge();
    return out -> {
      out.writeStartObject();
      out.writeNumberField("project_id", mr.project().id());
      out.writeStringField("project", mr.project().path());
      out.writeNumberField("id", mr.id());
      out.writeNumberField("iid", mr.iid());
      out.writeStringField("author", mr.author().username());
      writeMoment(out, "merged_at", merge == null ? null : (Long) merge.at());
      out.writeStringField("merge_commit_sha", merge == null ? null : merge.mergeSha());
      out.writeEndObject();
    };
  }

  private Json.Part delete(Map<String, String> query) {
    MergeRequest mr = mergeRequest(query);
    simulation.overlay().delete(mr.id());
    simulation.remember();
    return done(mr.project().path() + "!" + mr.iid() + " is gone");
  }

  private Json.Part transfer(Map<String, String> query) {
    Project project = project(query);
    String group = query.getOrDefault("to", "brightwater/labs");
    if (simulation.world().company().groups().stream().noneMatch(g -> g.path().equals(group))) {
      throw new IllegalArgumentException("no such group: " + group);
    }
    simulation.overlay().move(project.id(), group + "/" + project.slug());
    simulation.remember();
    return done(project.path() + " moved to " + group);
  }

  private Json.Part advance(Map<String, String> query) {
    simulation.clock().move(Long.parseLong(query.getOrDefault("seconds", "60")) * 1000);
    simulation.heart().beat();
    return status(query);
  }

  /** What is set in each job's page in Jenkins, where no interface for it is known. */
  private Json.Part notification(Map<String, String> query) {
    String url = query.getOrDefault("url", "");
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new IllegalArgumentException("url must begin with http or https");
    }
    simulation.jenkinsHooks().add(url);
    simulation.remember();
    return done("builds are told");
  }

  /** What stands in a ConfigMap of Argo CD's, which no interface sets. */
  private Json.Part argo(Map<String, String> query) {
    String url = query.getOrDefault("url", "");
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new IllegalArgumentException("url must begin with http or https");
    }
    simulation.argoHooks().add(new ArgoCdHook(url, query.getOrDefault("token", "")));
    simulation.remember();
    return done("applications are told of");
  }

  /** What a person sets up in PagerDuty, New Relic and Freshping by hand. */
  private Json.Part subscribe(Map<String, String> query) {
    simulation
        .subscriptions()
        .add(
            new Subscription(
                query.getOrDefault("system", ""),
                query.getOrDefault("url", ""),
                query.getOrDefault("token", "")));
    simulation.remember();
    return done("it is told what happens");
  }

  /** What webhooks told of checks up to now, for who listens only from now on. */
  private static Json.Part checks(View view) {
    List<byte[]> told = new CheckEvents(view.production()).due(Long.MIN_VALUE, view.now());
    return out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("items");
      for (byte[] body : told) {
        out.writeRawValue(new String(body, StandardCharsets.UTF_8));
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private Json.Part status(Map<String, String> query) {
    long now = simulation.clock().getAsLong();
    return out -> {
      out.writeStartObject();
      writeMoment(out, "now", now);
      int count = 0;
      for (ProjectHistory history : simulation.world().histories()) {
        for (MergeRequest mr : history.mergeRequests()) {
          count += mr.createdAt() <= now ? 1 : 0;
        }
      }
      out.writeNumberField("merge_requests", count);
      long tickets =
          simulation.world().tracker().tickets().stream()
              .filter(ticket -> ticket.createdAt() <= now)
              .count();
      out.writeNumberField("tickets", tickets);
      out.writeNumberField("hooks_sent", simulation.heart().sent());
      out.writeNumberField("hooks_failed", simulation.heart().failed());
      out.writeEndObject();
    };
  }

  private Project project(Map<String, String> query) {
    String key = query.getOrDefault("project", "");
    for (Project project : simulation.world().company().projects()) {
      if (project.slug().equals(key)
          || project.path().equals(key)
          || Long.toString(project.id()).equals(key)) {
        return project;
      }
    }
    throw new IllegalArgumentException("no such project: " + key);
  }

  private MergeRequest mergeRequest(Map<String, String> query) {
    Project project = project(query);
    ProjectHistory history = simulation.world().history(project.id());
    int iid = Integer.parseInt(query.getOrDefault("iid", "0"));
    MergeRequest mr = history == null ? null : history.mergeRequest(iid);
    if (mr == null) {
      throw new IllegalArgumentException("no such merge request: " + project.path() + "!" + iid);
    }
    return mr;
  }

  private static Json.Part done(String text) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("message", text);
      out.writeEndObject();
    };
  }

  private static void writeMoment(JsonGenerator out, String field, @Nullable Long millis)
      throws IOException {
    out.writeStringField(field, millis == null ? null : Instant.ofEpochMilli(millis).toString());
  }

  private static Front.Control at(String method, Switch action) {
    return exchange -> {
      if (!exchange.getRequestMethod().equals(method)) {
        send(exchange, 405, Json.bytes(done("use " + method)));
        return;
      }
      try {
        send(exchange, 200, Json.bytes(action.turn(query(exchange))));
      } catch (IllegalArgumentException e) {
        send(exchange, 400, Json.bytes(done(String.valueOf(e.getMessage()))));
      }
    };
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> out = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] cell = pair.split("=", 2);
      out.put(
          URLDecoder.decode(cell[0], StandardCharsets.UTF_8),
          cell.length < 2 ? "" : URLDecoder.decode(cell[1], StandardCharsets.UTF_8));
    }
    return out;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
