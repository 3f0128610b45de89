package io.throughline.source.pagerduty;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small PagerDuty behind the door. */
final class FakePagerDuty implements HttpDoor {
  private static final int MOST_ROWS = 10_000;

  /** An incident as it is now. */
  static final class Inc {
    final String id;
    final Instant created;
    Instant updated;
    String status = "triggered";
    String key = "'k'";

    Inc(String id, Instant created) {
      this.id = id;
      this.created = created;
      this.updated = created;
    }
  }

  /** An entry of the log. */
  record Entry(String id, String incident, String type, Instant at) {}

  final Map<String, Inc> incidents = new TreeMap<>();
  final List<Entry> log = new ArrayList<>();
  final Map<String, String> services = new LinkedHashMap<>(Map.of("PSHOP", "Checkout"));

  /** Windows that are to come, by id, with their services. */
  final Map<String, String> windows = new LinkedHashMap<>();

  final List<String> closed = new ArrayList<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  boolean knowsCustomFields = true;

  /** Something happens to an incident, which is made where it is not there. */
  void happen(String id, String type, Instant at) {
    Inc incident = incidents.computeIfAbsent(id, i -> new Inc(i, at));
    incident.updated = at;
    switch (type) {
      case "acknowledge" -> incident.status = "acknowledged";
      case "resolve" -> incident.status = "resolved";
      default -> {}
    }
    log.add(new Entry("R" + log.size(), id, type, at));
  }

  @Override
  public Page ask(String path, byte[] question) throws SourceException {
    throw new SourceException(Remedy.SKIP, "405", 405);
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    asked.add(pathAndQuery);
    Map<String, List<String>> query = query(pathAndQuery);
    String[] path = pathAndQuery.replaceFirst("\\?.*", "").substring(1).split("/");
    if (closed.contains(path[path.length - 1])) {
      throw new SourceException(Remedy.SKIP, "403", 403);
    }
    return switch (path[0] + "/" + path.length) {
      case "services/1" ->
          page(
              query,
              "services",
              services.entrySet().stream()
                  .map(s -> "{'id':'" + s.getKey() + "','name':'" + s.getValue() + "'}")
                  .toList());
      case "services/2" -> one("service", services.containsKey(path[1]), "{}");
      case "users/1" ->
          page(query, "users", List.of("{'id':'PANN','name':'Ann','email':'ann@acme.io'}"));
      case "maintenance_windows/1" ->
          page(
              query,
              "maintenance_windows",
              query.get("filter").equals(List.of("ongoing")) ? List.of() : windowRows());
      case "maintenance_windows/2" -> one("maintenance_window", windows.containsKey(path[1]), "{}");
      case "log_entries/1" -> entries(query, null);
      case "incidents/1" -> incidents(query);
      case "incidents/2" -> incident(path[1], query);
      case "incidents/3" ->
          path[2].equals("alerts")
              ? page(query, "alerts", List.of("{'id':'A','alert_key':'disk'}"))
              : entries(query, path[1]);
      default -> throw new SourceException(Remedy.SKIP, "404", 404);
    };
  }

  private Page incident(String id, Map<String, List<String>> query) throws SourceException {
    if (query.containsKey("include[]") && !knowsCustomFields) {
      throw new SourceException(Remedy.SKIP, "400", 400);
    }
    Inc incident = incidents.get(id);
    return one("incident", incident != null, incident == null ? "" : row(incident));
  }

  private static Page one(String name, boolean there, String row) throws SourceException {
    if (!there) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    return answer("{'" + name + "':" + row + "}");
  }

  private List<String> windowRows() {
    return windows.entrySet().stream()
        .map(
            w ->
                "{'id':'"
                    + w.getKey()
                    + "','start_time':'2026-12-01T00:00:00Z','end_time':'2026-12-01T01:00:00Z',"
                    + "'services':[{'id':'"
                    + w.getValue()
                    + "'}]}")
        .toList();
  }

  private static String row(Inc incident) {
    return "{'id':'"
        + incident.id
        + "','status':'"
        + incident.status
        + "','incident_key':"
        + incident.key
        + ",'created_at':'"
        + incident.created
        + "','updated_at':'"
        + incident.updated
        + "'}";
  }

  private Page incidents(Map<String, List<String>> query) throws SourceException {
    List<String> statuses = query.getOrDefault("statuses[]", List.of());
    List<Inc> found =
        incidents.values().stream()
            .filter(i -> statuses.isEmpty() || statuses.contains(i.status))
            .filter(i -> inside(query, i.created))
            .sorted(Comparator.comparing(i -> i.created))
            .toList();
    return page(query, "incidents", found, FakePagerDuty::row);
  }

  /** The newest first. */
  private Page entries(Map<String, List<String>> query, String incident) throws SourceException {
    List<Entry> found =
        log.stream()
            .filter(e -> incident == null || e.incident().equals(incident))
            .filter(e -> inside(query, e.at()))
            .collect(Collectors.toCollection(ArrayList::new));
    found.sort(Comparator.comparing(Entry::at).reversed());
    return page(
        query,
        "log_entries",
        found,
        e ->
            "{'id':'"
                + e.id()
                + "','type':'"
                + e.type()
                + "_log_entry','created_at':'"
                + e.at()
                + "','incident':{'id':'"
                + e.incident()
                + "'}}");
  }

  private static boolean inside(Map<String, List<String>> query, Instant at) {
    if (!query.containsKey("since")) {
      return true;
    }
    return !at.isBefore(Instant.parse(query.get("since").getFirst()))
        && at.isBefore(Instant.parse(query.get("until").getFirst()));
  }

  private static Page page(Map<String, List<String>> query, String name, List<String> rows)
      throws SourceException {
    return page(query, name, rows, row -> row);
  }

  private static <T> Page page(
      Map<String, List<String>> query, String name, List<T> rows, Function<T, String> json)
      throws SourceException {
    int limit = Integer.parseInt(query.getOrDefault("limit", List.of("25")).getFirst());
    int offset = Integer.parseInt(query.getOrDefault("offset", List.of("0")).getFirst());
    if (limit + offset > MOST_ROWS) {
      throw new SourceException(Remedy.SKIP, "400", 400);
    }
    int end = Math.min(rows.size(), offset + limit);
    List<T> part = offset >= end ? List.of() : rows.subList(offset, end);
    return answer(
        "{'"
            + name
            + "':["
            + part.stream().map(json).collect(Collectors.joining(","))
            + "],'more':"
            + (end < rows.size())
            + "}");
  }

  private static Page answer(String json) {
    return new Page(200, Map.of(), PagerDutySamples.json(json));
  }

  private static Map<String, List<String>> query(String pathAndQuery) {
    Map<String, List<String>> query = new TreeMap<>();
    int mark = pathAndQuery.indexOf('?');
    for (String pair : mark < 0 ? new String[0] : pathAndQuery.substring(mark + 1).split("&")) {
      String[] both = pair.split("=", 2);
      query
          .computeIfAbsent(
              URLDecoder.decode(both[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
          .add(URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
