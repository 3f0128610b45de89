package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Credentials;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Rollout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Argo CD's API behind the common port, under {@code /argocd}; it is only read. */
public final class ArgoCdServer {
  static final String PREFIX = "/argocd";
  private static final Set<String> PROJECTS = Set.of("fleet", "commerce");

  private final ArgoCdManner manner = new ArgoCdManner();
  private final Production production;
  private final LongSupplier clock;
  private final Credentials credentials;
  private final ApplicationJson json;

  /** Answers as soon as the port does. */
  public ArgoCdServer(Front front, Production production, LongSupplier clock, String token) {
    this.production = production;
    this.clock = clock;
    this.credentials = new Credentials(token);
    this.json = new ApplicationJson(front.base());
    front.api(PREFIX, manner, this::answer);
    front.control(
        PREFIX + "/api/v1/stream/applications",
        new ApplicationStream(production, clock, json, this::allowed, manner)::handle);
  }

  private boolean allowed(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ") && credentials.allow(header);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    List<String> path = request.path().subList(1, request.path().size());
    try {
      if (path.equals(List.of("api", "version"))) {
        return reply(version());
      }
      if (!allowed(exchange)) {
        return manner.error(401, "no session information");
      }
      if (!request.method().equals("GET")) {
        throw new Refused(403, "permission denied");
      }
      if (path.size() < 3 || !path.get(0).equals("api") || !path.get(1).equals("v1")) {
        throw new Refused(404, "Not Found");
      }
      return reply(answer(request, path.subList(2, path.size())));
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  private static Reply reply(ObjectNode body) {
    return Reply.json(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode version() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Version", "v3.1.8+becb020")
        .put("GoVersion", "go1.24.6")
        .put("Platform", "linux/amd64");
  }

  private ObjectNode answer(Request request, List<String> path) {
    String name = path.size() > 1 ? path.get(1) : "";
    String part = path.size() > 2 ? path.get(2) : "";
    return switch (path.getFirst()) {
      case "applications" ->
          name.isEmpty() ? list(request) : application(request, one(request, name), part);
      case "projects" -> name.isEmpty() ? projects() : project(name);
      case "clusters" -> clusters();
      default -> throw new Refused(404, "Not Found");
    };
  }

  private ObjectNode list(Request request) {
    long now = clock.getAsLong();
    String project = request.text("projects", request.text("project", ""));
    String name = request.text("name", "");
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (Application app : Application.all(production, now)) {
      boolean wanted = project.isEmpty() || project.equals(ApplicationJson.project(app));
      if (wanted && (name.isEmpty() || name.equals(app.name()))) {
        items.add(json.of(app));
      }
    }
    out.putObject("metadata").put("resourceVersion", Long.toString(now));
    out.set("items", items);
    return out;
  }

  private Application one(Request request, String name) {
    String namespace = request.text("appNamespace", ApplicationJson.NAMESPACE);
    return Application.all(production, clock.getAsLong()).stream()
        .filter(app -> app.name().equals(name) && namespace.equals(ApplicationJson.NAMESPACE))
        .findFirst()
        // Who may not see an application hears the same of one that is not there.
        .orElseThrow(() -> new Refused(403, "permission denied"));
  }

  private ObjectNode application(Request request, Application app, String part) {
    return switch (part) {
      case "" -> json.of(app);
      case "resource-tree" -> TreeJson.of(app);
      case "resource" -> manifest(request, app);
      case "syncwindows" -> SyncWindowJson.of(app);
      default -> throw new Refused(404, "Not Found");
    };
  }

  private static ObjectNode manifest(Request request, Application app) {
    String kind = request.text("kind", "");
    String name = request.text("resourceName", "");
    boolean here =
        request.text("namespace", "").equals(app.namespace())
            && request.text("group", "").equals("argoproj.io")
            && request.text("version", "").equals("v1alpha1");
    ObjectNode found = null;
    Rollout current = app.rollout();
    if (here && kind.equals("Rollout") && name.equals(app.namespace()) && current != null) {
      found = RolloutJson.of(app, current);
    } else if (here && kind.equals("AnalysisRun")) {
      found =
          app.rollouts().stream()
              .map(Rollout::analysis)
              .filter(Objects::nonNull)
              .filter(a -> a.name().equals(name) && a.startedAt() <= app.now())
              .findFirst()
              .map(analysis -> RolloutJson.analysisRun(app, analysis))
              .orElse(null);
    }
    if (found == null) {
      throw new Refused(
          404, kind + " argoproj.io " + name + " not found as part of application " + app.name());
    }
    return JsonNodeFactory.instance.objectNode().put("manifest", found.toString());
  }

  private static ObjectNode projects() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.putObject("metadata");
    ArrayNode items = out.putArray("items");
    new TreeSet<>(PROJECTS).forEach(name -> items.add(project(name)));
    return out;
  }

  private static ObjectNode project(String name) {
    if (!PROJECTS.contains(name)) {
      throw new Refused(404, "appprojects.argoproj.io \"" + name + "\" not found");
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.putObject("metadata")
        .put("name", name)
        .put("namespace", ApplicationJson.NAMESPACE)
        .put("uid", Application.uid("project/" + name));
    ObjectNode spec = out.putObject("spec");
    spec.putArray("sourceRepos").add("*");
    spec.putArray("destinations").addObject().put("namespace", "*").put("server", "*");
    if (name.equals("commerce")) {
      // Nobody pays on a weekend with what was changed on its eve.
      SyncWindowJson.window(spec.putArray("syncWindows").addObject())
          .putArray("applications")
          .add(SyncWindowJson.HELD_BACK + "*");
    }
    return out;
  }

  private ObjectNode clusters() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.putObject("metadata");
    ArrayNode items = out.putArray("items");
    production.hostings().stream()
        .flatMap(hosting -> hosting.places().stream())
        .map(place -> List.of(place.cluster(), place.server()))
        .distinct()
        .forEach(pair -> items.addObject().put("name", pair.get(0)).put("server", pair.get(1)));
    return out;
  }
}
