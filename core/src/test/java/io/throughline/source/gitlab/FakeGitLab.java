package io.throughline.source.gitlab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small GitLab that pages by offset, as the real one does, while a test changes it. */
final class FakeGitLab implements AutoCloseable {
  /** A merge request, pipeline or deployment. */
  record Thing(long id, long iid, Instant updatedAt, String status) {
    String json() {
      return "{\"id\":"
          + id
          + ",\"iid\":"
          + iid
          + ",\"updated_at\":\""
          + updatedAt
          + "\",\"status\":\""
          + status
          + "\",\"author\":{\"id\":7}}";
    }
  }

  /** What is answered instead. */
  record Fault(int status, String body) {}

  /** Path of a project ({@code 12}) to its full name. */
  final Map<Long, String> projects = Collections.synchronizedMap(new TreeMap<>());

  /** Things by {@code <project>/merge_requests}, {@code <project>/pipelines}, ... and id. */
  final Map<String, Map<Long, Thing>> things = new ConcurrentHashMap<>();

  /** Bodies by path without query, before anything else. */
  final Map<String, String> bodies = new ConcurrentHashMap<>();

  /** Content types other than JSON, by path without query. */
  final Map<String, String> types = new ConcurrentHashMap<>();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile Function<String, Fault> faults = path -> null;
  volatile Consumer<String> after = path -> {};
  volatile int perPage = 100;

  /** Answers what GraphQL is asked; null where this GitLab has none. */
  volatile Function<String, String> graph = question -> null;

  private final HttpServer server;

  FakeGitLab() {
    // Without it each answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds or changes a thing; merge requests are found by iid, the others by id. */
  void put(long project, String what, Thing thing) {
    Map<Long, Thing> all = all(project, what);
    all.put(what.equals("merge_requests") ? thing.iid() : thing.id(), thing);
  }

  Map<Long, Thing> all(long project, String what) {
    return things.computeIfAbsent(
        project + "/" + what, key -> Collections.synchronizedMap(new TreeMap<>()));
  }

  long asked(String part) {
    return asked.stream().filter(path -> path.contains(part)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    asked.add(uri);
    Fault fault = faults.apply(uri);
    Answer answer =
        fault != null
            ? answer(fault)
            : uri.equals("/api/graphql") ? graph(exchange) : answer(exchange.getRequestURI());
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    after.accept(uri);
  }

  private record Answer(int status, String body, Map<String, String> headers) {}

  private static Answer answer(Fault fault) {
    return new Answer(fault.status(), fault.body(), Map.of());
  }

  private Answer graph(HttpExchange exchange) throws IOException {
    String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String told = graph.apply(question);
    return told == null ? notFound() : ok(told);
  }

  private Answer answer(URI uri) {
    String path = uri.getPath().substring("/api/v4".length());
    Map<String, String> query = query(uri);
    if (bodies.containsKey(path)) {
      return new Answer(
          200,
          bodies.get(path),
          Map.of("Content-Type", types.getOrDefault(path, "application/json")));
    }
    String[] parts = path.substring(1).split("/");
    if (parts[0].equals("groups") || path.equals("/projects")) {
      List<String> rows =
          projects.entrySet().stream().map(p -> project(p.getKey(), p.getValue())).toList();
      return page(uri, query, rows);
    }
    if (parts.length == 2 && parts[0].equals("projects")) {
      String name = projects.get(Long.valueOf(parts[1]));
      return name == null ? notFound() : ok(project(Long.valueOf(parts[1]), name));
    }
    Map<Long, Thing> all = all(Long.parseLong(parts[1]), parts[2]);
    if (parts.length == 3) {
      return page(uri, query, list(all, query));
    }
    Thing thing = all.get(Long.valueOf(parts[3]));
    if (thing == null) {
      return notFound();
    }
    if (parts.length == 4) {
      return ok(thing.json());
    }
    return ok(parts[4].equals("approvals") ? "{}" : "[]");
  }

  private static String project(long id, String path) {
    return "{\"id\":" + id + ",\"path_with_namespace\":\"" + path + "\"}";
  }

  private static List<String> list(Map<Long, Thing> all, Map<String, String> query) {
    Instant from = Instant.parse(query.getOrDefault("updated_after", "1970-01-01T00:00:00Z"));
    Comparator<Thing> order =
        "updated_at".equals(query.get("order_by"))
            ? Comparator.comparing(Thing::updatedAt).thenComparing(Thing::id)
            : Comparator.comparing(Thing::id);
    synchronized (all) {
      return all.values().stream()
          .filter(thing -> !thing.updatedAt().isBefore(from))
          .sorted(order)
          .map(Thing::json)
          .toList();
    }
  }

  private Answer page(URI uri, Map<String, String> query, List<String> rows) {
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    int from = Math.min(rows.size(), (page - 1) * perPage);
    int to = Math.min(rows.size(), from + perPage);
    Map<String, String> headers = new HashMap<>(Map.of("X-Total", Integer.toString(rows.size())));
    if (to < rows.size()) {
      String next = uri.getRawQuery().replaceAll("&page=[0-9]+", "") + "&page=" + (page + 1);
      headers.put(
          "Link",
          "<"
              + address()
              + uri.getRawPath()
              + "?"
              + next
              + ">; rel=\"next\", <"
              + address()
              + ">; rel=\"first\"");
    }
    String body = rows.subList(from, to).stream().collect(Collectors.joining(",", "[", "]"));
    return new Answer(200, body, headers);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String pair : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
      String[] both = pair.split("=", 2);
      query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static Answer ok(String body) {
    return new Answer(200, body, Map.of());
  }

  private static Answer notFound() {
    return new Answer(404, "{\"message\":\"404 Not found\"}", Map.of());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
