package io.throughline.source.sonarqube;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small SonarQube behind the door. */
final class FakeSonarQube implements HttpDoor {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");

  /** An issue: when it was found, and when it changed last. */
  record Issue(String key, Instant created, Instant updated) {}

  final Set<String> projects = new TreeSet<>(Set.of("a", "b"));

  /** Times of analyses by project, or by project and pull request ({@code a/7}). */
  final Map<String, List<Instant>> analyses = new TreeMap<>();

  final Map<String, List<Issue>> issues = new TreeMap<>();
  final Set<String> closed = new TreeSet<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  String gate = "OK";
  String mode = "";
  boolean hasPullRequests = true;
  Runnable afterMeasures = () -> {};

  @Override
  public Page ask(String path, byte[] question) throws SourceException {
    throw new SourceException(Remedy.SKIP, "405", 405);
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    asked.add(pathAndQuery);
    Map<String, String> query = query(pathAndQuery);
    String path = pathAndQuery.replaceFirst("\\?.*", "");
    return switch (path) {
      case "/api/v2/clean-code-policy/mode" -> {
        if (mode.isEmpty()) {
          throw new SourceException(Remedy.SKIP, "404", 404);
        }
        yield answer("{'mode':'" + mode + "'}");
      }
      case "/api/metrics/search" ->
          answer("{'metrics':[{'key':'bugs'},{'key':'new_lines'},{'key':'complexity'}],'total':3}");
      case "/api/components/search" ->
          page(
              query,
              "components",
              List.copyOf(projects),
              p -> "{'key':'" + p + "','name':'" + p + "','qualifier':'TRK'}");
      case "/api/components/show" -> {
        known(query.get("component"));
        yield answer("{'component':{'key':'" + query.get("component") + "'}}");
      }
      case "/api/project_branches/list" -> answer("{'branches':[{'name':'trunk','isMain':true}]}");
      case "/api/project_pull_requests/list" -> pullRequests(query.get("project"));
      case "/api/project_analyses/search" -> analyses(query);
      case "/api/measures/search_history" -> history(query);
      case "/api/measures/component" -> {
        afterMeasures.run();
        yield answer("{'component':{'measures':[{'metric':'new_lines','period':{'value':'12'}}]}}");
      }
      case "/api/qualitygates/project_status" ->
          answer("{'projectStatus':{'status':'" + gate + "','conditions':[]}}");
      case "/api/issues/search" -> issues(query);
      default -> throw new SourceException(Remedy.SKIP, "404", 404);
    };
  }

  private void known(String project) throws SourceException {
    if (closed.contains(project)) {
      throw new SourceException(Remedy.SKIP, "403", 403);
    }
    if (!projects.contains(project)) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
  }

  private Page pullRequests(String project) throws SourceException {
    known(project);
    if (!hasPullRequests) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    String rows =
        analyses.entrySet().stream()
            .filter(e -> e.getKey().startsWith(project + "/"))
            .map(
                e ->
                    "{'key':'"
                        + e.getKey().substring(project.length() + 1)
                        + "','branch':'topic','analysisDate':'"
                        + time(e.getValue().getLast())
                        + "'}")
            .collect(Collectors.joining(","));
    return answer("{'pullRequests':[" + rows + "]}");
  }

  private Page analyses(Map<String, String> query) throws SourceException {
    known(query.get("project"));
    String subject = query.get("project");
    Instant from = parse(query.get("from"));
    return page(
        query,
        "analyses",
        analyses.getOrDefault(subject, List.of()).stream()
            .filter(at -> !at.isBefore(from))
            .sorted(Comparator.reverseOrder())
            .toList(),
        at -> "{'key':'x','date':'" + time(at) + "','revision':'abc'}");
  }

  private Page history(Map<String, String> query) throws SourceException {
    known(query.get("component"));
    String pullRequest = query.get("pullRequest");
    String subject = query.get("component") + (pullRequest == null ? "" : "/" + pullRequest);
    Instant from = parse(query.get("from"));
    List<String> points =
        analyses.getOrDefault(subject, List.of()).stream()
            .filter(at -> !at.isBefore(from))
            .map(at -> "{'date':'" + time(at) + "','value':'1'}")
            .toList();
    return answer(
        "{'paging':{'total':"
            + points.size()
            + "},'measures':[{'metric':'bugs','history':["
            + String.join(",", points)
            + "]}]}");
  }

  private Page issues(Map<String, String> query) throws SourceException {
    known(query.get("componentKeys"));
    boolean created = query.get("s").equals("CREATION_DATE");
    Comparator<Issue> order =
        created ? Comparator.comparing(Issue::created) : Comparator.comparing(Issue::updated);
    Instant after =
        query.containsKey("createdAfter") ? parse(query.get("createdAfter")) : Instant.EPOCH;
    return page(
        query,
        "issues",
        issues.getOrDefault(query.get("componentKeys"), List.of()).stream()
            .filter(i -> !i.created().isBefore(after))
            .sorted(query.get("asc").equals("true") ? order : order.reversed())
            .toList(),
        i ->
            "{'key':'"
                + i.key()
                + "','creationDate':'"
                + time(i.created())
                + "','updateDate':'"
                + time(i.updated())
                + "'}");
  }

  private static <T> Page page(
      Map<String, String> query, String field, List<T> all, Function<T, String> row)
      throws SourceException {
    int size = Integer.parseInt(query.get("ps"));
    int number = Integer.parseInt(query.get("p"));
    if (size > 500 || number * size > 10_000) {
      throw new SourceException(Remedy.SKIP, "400", 400);
    }
    int from = Math.min(all.size(), (number - 1) * size);
    return answer(
        "{'paging':{'total':"
            + all.size()
            + "},'"
            + field
            + "':["
            + all.subList(from, Math.min(all.size(), from + size)).stream()
                .map(row)
                .collect(Collectors.joining(","))
            + "]}");
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

  private static Instant parse(String text) {
    return OffsetDateTime.parse(text, TIME).toInstant();
  }

  static String time(Instant at) {
    return TIME.format(at.atOffset(java.time.ZoneOffset.UTC));
  }

  private static Page answer(String json) {
    return new Page(200, Map.of(), SonarQubeSamples.json(json));
  }
}
