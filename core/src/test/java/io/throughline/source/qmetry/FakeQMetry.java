package io.throughline.source.qmetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small QMetry behind the door. */
final class FakeQMetry implements HttpDoor {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** When each test case was changed last, by its id; they were made in the order of the ids. */
  final Map<String, Instant> cases = new TreeMap<>();

  /** Keys of tickets by test case. */
  final Map<String, List<String>> links = new TreeMap<>();

  /** Rows of runs by cycle. */
  final Map<String, List<String>> runs = new LinkedHashMap<>();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final String root;
  int perPage = 3;
  boolean closed;
  Runnable afterPage = () -> {};

  FakeQMetry(String root) {
    this.root = root;
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    asked.add(pathAndQuery);
    String uid = path(pathAndQuery).replaceAll("/testcases/([^/]+)/requirements", "$1");
    if (!cases.containsKey(uid)) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    return page(
        pathAndQuery,
        links.getOrDefault(uid, List.of()).stream()
            .map(key -> "{'id':" + key.replaceAll("\\D", "") + ",'key':'" + key + "'}"));
  }

  @Override
  public Page ask(String pathAndQuery, byte[] question) throws SourceException {
    asked.add(pathAndQuery);
    JsonNode json;
    try {
      json = new JsonMapper().readTree(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String path = path(pathAndQuery);
    if (path.equals("/projects")) {
      return page(pathAndQuery, Stream.of("{'id':10000,'key':'PAY'}", "{'id':10001,'key':'OPS'}"));
    }
    boolean ops = json.path("filter").path("projectId").asInt() == 10001;
    if (closed && ops) {
      throw new SourceException(Remedy.SKIP, "403", 403);
    }
    if (path.equals("/testcases/search")) {
      Comparator<Map.Entry<String, Instant>> order =
          pathAndQuery.contains("sort=updated:desc")
              ? Map.Entry.<String, Instant>comparingByValue().reversed()
              : Map.Entry.comparingByKey();
      return page(
          pathAndQuery,
          cases.entrySet().stream()
              .filter(e -> !ops)
              .sorted(order)
              .map(
                  e ->
                      "{'id':'"
                          + e.getKey()
                          + "','key':'PAY-TC-"
                          + e.getKey()
                          + "','updated':{'updatedOn':'"
                          + TIME.format(e.getValue())
                          + "'}}"));
    }
    if (path.equals("/testcycles/search")) {
      return page(
          pathAndQuery,
          runs.keySet().stream()
              .filter(e -> !ops)
              .map(uid -> "{'id':'" + uid + "','key':'PAY-TR-" + uid + "'}"));
    }
    String uid = path.replaceAll("/testcycles/([^/]+)/testcases/search", "$1");
    return page(pathAndQuery, runs.get(uid).stream());
  }

  private String path(String pathAndQuery) throws SourceException {
    String path = pathAndQuery.replaceFirst("\\?.*", "");
    if (!path.startsWith(root)) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    return path.substring(root.length());
  }

  private Page page(String pathAndQuery, Stream<String> all) {
    List<String> rows = all.toList();
    int start =
        pathAndQuery.contains("startAt=")
            ? Integer.parseInt(pathAndQuery.replaceAll(".*startAt=(\\d+).*", "$1"))
            : 0;
    int end = Math.min(rows.size(), start + perPage);
    String body =
        "{'startAt':"
            + start
            + ",'total':"
            + rows.size()
            + ",'data':["
            + String.join(",", rows.subList(Math.min(start, end), end))
            + "]}";
    afterPage.run();
    return new Page(200, Map.of(), QMetrySamples.json(body));
  }
}
