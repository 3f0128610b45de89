package io.throughline.source.argocd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small Argo CD behind the door. */
final class FakeArgoCd implements HttpDoor {
  /** Applications by name, all in the namespace argocd. */
  final Map<String, ObjectNode> applications = new TreeMap<>();

  /** Nodes of the tree of all applications. */
  final ArrayNode nodes = ArgoSamples.JSON.createArrayNode();

  /** Live objects by kind and name. */
  final Map<String, ObjectNode> objects = new TreeMap<>();

  /** Windows of every project. */
  final List<ObjectNode> windows = new ArrayList<>();

  /** What Argo CD says that is for an application. */
  final Map<String, List<ObjectNode>> assigned = new TreeMap<>();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Beginnings of paths and the status that they are answered with. */
  final Map<String, Integer> failing = new TreeMap<>();

  /** An application of the sample under a name. */
  ObjectNode put(String name) throws IOException {
    ObjectNode app = ArgoSamples.yaml(ArgoSamples.APPLICATION);
    ArgoSamples.at(app, "/metadata").put("name", name);
    applications.put(name, app);
    return app;
  }

  /** What is told by the stream before it ends. */
  List<String> stream = List.of();

  @Override
  public void listen(String path, Lines lines) throws SourceException, InterruptedException {
    asked.add(path);
    lines.opened();
    for (String line : stream) {
      lines.line(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Page ask(String path, byte[] question) throws SourceException {
    throw new SourceException(Remedy.SKIP, "405", 405);
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    asked.add(pathAndQuery);
    for (Map.Entry<String, Integer> one : failing.entrySet()) {
      if (pathAndQuery.startsWith(one.getKey())) {
        throw failure(one.getValue());
      }
    }
    Map<String, String> query = query(pathAndQuery);
    String[] path = pathAndQuery.replaceFirst("\\?.*", "").split("/");
    if (path[3].equals("projects")) {
      ObjectNode project = ArgoSamples.JSON.createObjectNode();
      ObjectNode spec = project.putObject("spec");
      if (!windows.isEmpty()) {
        spec.putArray("syncWindows").addAll(windows);
      }
      return answer(project);
    }
    if (path.length == 4) {
      return list(query.get("projects"));
    }
    ObjectNode app = applications.get(path[4]);
    if (app == null) {
      throw failure(404);
    }
    if (path.length == 5) {
      return answer(app);
    }
    if (path[5].equals("syncwindows")) {
      ObjectNode told = ArgoSamples.JSON.createObjectNode().put("canSync", true);
      ArrayNode all = told.putArray("assignedWindows");
      assigned.getOrDefault(path[4], List.of()).forEach(all::add);
      return answer(told);
    }
    if (path[5].equals("resource-tree")) {
      return answer(ArgoSamples.JSON.createObjectNode().set("nodes", nodes));
    }
    ObjectNode object = objects.get(query.get("kind") + " " + query.get("resourceName"));
    if (object == null) {
      throw failure(404);
    }
    try {
      return answer(ArgoSamples.manifest(object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Page list(String project) {
    ObjectNode list = ArgoSamples.JSON.createObjectNode();
    list.putObject("metadata").put("resourceVersion", "99");
    ArrayNode items = list.putArray("items");
    applications.values().stream()
        .filter(app -> project == null || app.at("/spec/project").asText().equals(project))
        .forEach(items::add);
    if (items.isEmpty()) {
      list.putNull("items");
    }
    return answer(list);
  }

  private static SourceException failure(int status) {
    Remedy remedy =
        status == 401 ? Remedy.PERSON : status == 403 || status == 404 ? Remedy.SKIP : Remedy.RETRY;
    return new SourceException(remedy, "The source answered " + status, status);
  }

  private static Map<String, String> query(String pathAndQuery) {
    Map<String, String> query = new HashMap<>();
    int at = pathAndQuery.indexOf('?');
    for (String pair : at < 0 ? new String[0] : pathAndQuery.substring(at + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static Page answer(ObjectNode json) {
    try {
      return new Page(200, Map.of(), ArgoSamples.JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
