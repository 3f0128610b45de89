package io.throughline.source.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small Jira behind the door: Cloud hands out tokens, Data Center counts rows. */
final class FakeJira implements HttpDoor {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Pattern SINCE = Pattern.compile("updated >= \"([0-9: -]+)\"");
  private static final Pattern START = Pattern.compile("startAt=([0-9]+)");
  private static final Map<String, String> HEADERS =
      Map.of("date", "Fri, 20 Nov 2026 12:00:00 GMT");

  private static final Pattern UNTIL = Pattern.compile("updated < \"([0-9: -]+)\"");
  private static final Pattern PROJECT = Pattern.compile("project (?:=|in) \\(?\"(\\w+)\"");

  private static final String LINK_MADE =
      "[{'id':'9','created':'2026-11-01T10:00:00.000+0000','items':[{'field':'RemoteIssueLink',"
          + "'from':null,'to':'10000','toString':'This issue links to X'}]}]";

  final Map<Long, Instant> issues = new TreeMap<>();

  /** Issues of project 2, OPS; all others are of project 1, PAY. */
  final Set<Long> ops = new TreeSet<>();

  final Set<Long> epics = new TreeSet<>();

  /** Issues whose changelog tells of a link to something outside. */
  final Set<Long> linked = new TreeSet<>();

  /** Issues that are there, and shown to others only. */
  final Set<Long> closed = new TreeSet<>();

  /** How many entries the changelog of an issue has; the search tells one of them. */
  final Map<Long, Integer> changes = new HashMap<>();

  /** Bodies by path without query. */
  final Map<String, String> bodies = new HashMap<>();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final boolean cloud;
  int perPage = 3;
  Runnable afterPage = () -> {};

  FakeJira(boolean cloud) {
    this.cloud = cloud;
    bodies.put(
        "/rest/api/2/serverInfo", "{'deploymentType':'" + (cloud ? "Cloud" : "Server") + "'}");
    bodies.put("/rest/api/2/myself", "{'timeZone':'Europe/Berlin'}");
    fields("Story Points");
    projects("{'id':'1','key':'PAY'},{'id':'2','key':'OPS'}");
  }

  void projects(String rows) {
    bodies.put("/rest/api/3/project/search", "{'isLast':true,'values':[" + rows + "]}");
    bodies.put("/rest/api/2/project", "[" + rows + "]");
  }

  void fields(String points) {
    bodies.put(
        "/rest/api/2/field",
        "[{'id':'summary','name':'Summary'},{'id':'customfield_1','name':'"
            + points
            + "'},{'id':'customfield_2','name':'Sprint'}]");
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    asked.add(pathAndQuery);
    String path = pathAndQuery.replaceFirst("\\?.*", "");
    if (path.endsWith("/search") && !cloud) {
      String query = URLDecoder.decode(pathAndQuery, StandardCharsets.UTF_8);
      Matcher start = START.matcher(query);
      if (!start.find()) {
        throw new IllegalArgumentException(query);
      }
      return search(query, Integer.parseInt(start.group(1)));
    }
    if (path.endsWith("/changelog")) {
      long id = Long.parseLong(path.replaceAll(".*/issue/(\\d+)/changelog", "$1"));
      return page(
          "{'startAt':0,'total':"
              + changes.get(id)
              + ",'isLast':true,'values':"
              + histories(id, changes.get(id))
              + "}");
    }
    String body = bodies.get(path);
    Matcher one = Pattern.compile("/rest/api/[23]/issue/(\\d+)").matcher(path);
    if (body == null && one.matches()) {
      long id = Long.parseLong(one.group(1));
      if (closed.contains(id)) {
        throw new SourceException(Remedy.SKIP, "No access to " + path + " (403).", 403);
      }
      body = issues.containsKey(id) ? issue(id, issues.get(id)) : null;
    }
    if (body == null) {
      throw new SourceException(Remedy.SKIP, path + " answered 404.", 404);
    }
    return page(body);
  }

  @Override
  public Page ask(String path, byte[] question) throws SourceException {
    asked.add(path);
    if (path.endsWith("/worklog/list")) {
      return page(bodies.get(path));
    }
    if (!cloud || !path.equals("/rest/api/3/search/jql")) {
      throw new SourceException(Remedy.SKIP, path + " answered 404.", 404);
    }
    try {
      JsonNode json = new JsonMapper().readTree(question);
      return search(
          json.path("jql").asText(), Integer.parseInt(json.path("nextPageToken").asText("0")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Page search(String jql, int start) {
    Matcher project = PROJECT.matcher(jql);
    String key = project.find() ? project.group(1) : "";
    Instant from = time(SINCE, jql, Instant.MIN);
    Instant to = time(UNTIL, jql, Instant.MAX);
    List<Map.Entry<Long, Instant>> found =
        issues.entrySet().stream()
            .filter(e -> !e.getValue().isBefore(from) && e.getValue().isBefore(to))
            .filter(e -> key.isEmpty() || key.equals(ops.contains(e.getKey()) ? "OPS" : "PAY"))
            .filter(e -> !closed.contains(e.getKey()))
            .sorted(
                Map.Entry.<Long, Instant>comparingByValue()
                    .thenComparing(Comparator.comparing(Map.Entry::getKey)))
            .toList();
    int end = Math.min(found.size(), start + perPage);
    String rows =
        found.subList(Math.min(start, end), end).stream()
            .map(e -> issue(e.getKey(), e.getValue()))
            .collect(Collectors.joining(",", "[", "]"));
    String paging =
        cloud
            ? end < found.size() ? "'isLast':false,'nextPageToken':'" + end + "'" : "'isLast':true"
            : "'startAt':" + start + ",'total':" + found.size();
    afterPage.run();
    return page("{" + paging + ",'issues':" + rows + "}");
  }

  private static Instant time(Pattern pattern, String jql, Instant otherwise) {
    Matcher found = pattern.matcher(jql);
    return found.find()
        ? LocalDateTime.parse(found.group(1), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"))
            .atZone(ZONE)
            .toInstant()
        : otherwise;
  }

  private String issue(long id, Instant updated) {
    int total = changes.getOrDefault(id, 0);
    return "{'id':'"
        + id
        + "','key':'PAY-"
        + id
        + "','fields':{'updated':'"
        + updated
        + "','project':{'id':'"
        + (ops.contains(id) ? 2 : 1)
        + "'},'issuetype':{'name':'"
        + (epics.contains(id) ? "Epic" : "Story")
        + "','subtask':false}},'changelog':{'total':"
        + total
        + ",'histories':"
        + (linked.contains(id) ? LINK_MADE : histories(id, Math.min(1, total)))
        + "}}";
  }

  private static String histories(long id, int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add("{'id':'" + id + i + "','created':'2026-11-01T10:00:00.000+0000','items':[]}");
    }
    return "[" + String.join(",", all) + "]";
  }

  private static Page page(String body) {
    return new Page(200, HEADERS, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
