package io.throughline.source.newrelic;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small New Relic behind the door. */
final class FakeNewRelic implements HttpDoor {
  private static final Pattern GUIDS =
      Pattern.compile("(?:entityGuid|entity\\.guid) IN \\(([^)]*)\\)");
  private static final Pattern SINCE = Pattern.compile("SINCE (\\d+) UNTIL (\\d+)");
  private static final Pattern SERIES = Pattern.compile("TIMESERIES (\\d+) minutes?");
  private static final int PAGE = 2;

  /** An issue as it is now; 0 for a time that has not come. */
  record Issue(String id, Instant created, Instant updated, boolean closed) {}

  /** Limits of Apdex by GUID. */
  final Map<String, String> entities = new TreeMap<>();

  final Map<String, Issue> issues = new TreeMap<>();
  final List<Instant> markers = new ArrayList<>();
  final List<JsonValue> asked = Collections.synchronizedList(new ArrayList<>());

  /** Requests in a minute, by its second; below 0 the agent did not report. */
  LongUnaryOperator traffic = second -> 10;

  /** Versions that answer, by the second at which the minute begins. */
  LongFunction<List<String>> versions = second -> List.of("stable");

  String tags = "";
  String error = "";
  boolean hasAccount = true;

  /** Questions in the query language for one purpose, by the name of their variable. */
  List<String> questions(String name) {
    List<String> all = new ArrayList<>();
    synchronized (asked) {
      for (JsonValue question : asked) {
        String text = variable(question, name);
        if (!text.isEmpty()) {
          all.add(text);
        }
      }
    }
    return all;
  }

  @Override
  public Page get(String path) throws SourceException {
    throw new SourceException(Remedy.SKIP, "404", 404);
  }

  @Override
  public Page ask(String path, byte[] question) throws SourceException {
    if (!path.equals("/graphql")) {
      throw new SourceException(Remedy.SKIP, "404", 404);
    }
    try {
      JsonValue read = StrictJson.read(question).object();
      asked.add(read);
      if (!error.isEmpty()) {
        return answer(error);
      }
      return answer(answer(read));
    } catch (UnmappableException e) {
      throw new IllegalStateException(e);
    }
  }

  private String answer(JsonValue question) throws UnmappableException {
    String document = question.requiredText("query");
    if (document.contains("entitySearch")) {
      return entities(question);
    }
    if (!hasAccount) {
      return "{'data':{'actor':{'account':null}}}";
    }
    return "{'data':{'actor':{'account':{"
        + (document.contains("aiIssues")
            ? issues(question)
            : document.contains("$markers")
                ? markers(question)
                : document.contains("$tracks") ? tracks(question) : samples(question))
        + "}}}}";
  }

  private String entities(JsonValue question) {
    String cursor = variable(question, "cursor");
    List<String> all = List.copyOf(entities.keySet());
    int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + PAGE);
    return "{'data':{'actor':{'entitySearch':{'results':{'entities':["
        + all.subList(from, to).stream()
            .map(
                guid ->
                    "{'guid':'"
                        + guid
                        + "','name':'n-"
                        + all.indexOf(guid)
                        + "','tags':["
                        + tags
                        + "],'settings':{'apdexTarget':"
                        + entities.get(guid)
                        + "}}")
            .collect(Collectors.joining(","))
        + "],'nextCursor':"
        + (to < all.size() ? "'" + to + "'" : "null")
        + "}}}}}";
  }

  private String tracks(JsonValue question) {
    String nrql = variable(question, "tracks");
    Matcher guids = match(GUIDS, nrql);
    Matcher since = match(SINCE, nrql);
    long step = Long.parseLong(match(SERIES, nrql).group(1)) * 60;
    List<String> rows = new ArrayList<>();
    for (String quoted : guids.group(1).split(", ")) {
      for (long at = Long.parseLong(since.group(1)) / 1000;
          at < Long.parseLong(since.group(2)) / 1000;
          at += step) {
        for (String version : versions.apply(at)) {
          rows.add(
              "{'facet':["
                  + quoted
                  + ",'"
                  + version
                  + "'],'beginTimeSeconds':"
                  + at
                  + ",'endTimeSeconds':"
                  + (at + step)
                  + ",'requests':7,'errors':1,'percentiles':{'95':0.2}}");
        }
      }
    }
    return "'tracks':{'results':[" + String.join(",", rows) + "]}";
  }

  private String samples(JsonValue question) {
    StringBuilder parts = new StringBuilder();
    for (String name : SampleMapping.PARTS) {
      String nrql = variable(question, name);
      if (!nrql.isEmpty()) {
        parts.append(parts.isEmpty() ? "" : ",").append(series(name, nrql));
      }
    }
    return parts.toString();
  }

  private String series(String name, String nrql) {
    Matcher guids = GUIDS.matcher(nrql);
    List<String> rows = new ArrayList<>();
    if (guids.find()) {
      for (String quoted : guids.group(1).split(", ")) {
        rows.addAll(series(name, quoted.replace("'", ""), nrql));
      }
    }
    return "'" + name + "':{'results':[" + String.join(",", rows) + "]}";
  }

  private List<String> series(String name, String guid, String nrql) {
    Matcher since = match(SINCE, nrql);
    long step = Long.parseLong(match(SERIES, nrql).group(1)) * 60;
    long until = Long.parseLong(since.group(2)) / 1000;
    List<String> rows = new ArrayList<>();
    boolean anything = false;
    for (long at = Long.parseLong(since.group(1)) / 1000; at < until; at += step) {
      long requests = 0;
      long beats = 0;
      for (long second = at; second < Math.min(at + step, until); second += 60) {
        long told = traffic.applyAsLong(second);
        requests += Math.max(0, told);
        beats += told < 0 ? 0 : 1;
      }
      anything |= name.equals("requests") ? requests > 0 : beats > 0;
      rows.add(
          "{'facet':'"
              + guid
              + "','beginTimeSeconds':"
              + at
              + ",'endTimeSeconds':"
              + Math.min(at + step, until)
              + (name.equals("requests")
                  ? ",'requests':" + requests + ",'errors':0"
                  : ",'beats':" + beats)
              + "}");
    }
    return anything ? rows : List.of();
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher;
  }

  private String issues(JsonValue question) throws UnmappableException {
    JsonValue variables = question.object("variables");
    Instant from = Instant.ofEpochMilli(variables.requiredInteger("from"));
    Instant to = Instant.ofEpochMilli(variables.requiredInteger("to"));
    List<String> ids = new ArrayList<>();
    if (variables.at("ids").isArray()) {
      for (JsonValue id : variables.at("ids").items()) {
        ids.add(String.valueOf(id.text()));
      }
    }
    String cursor = variable(question, "cursor");
    List<Issue> all =
        issues.values().stream()
            .filter(issue -> ids.isEmpty() || ids.contains(issue.id()))
            .filter(issue -> !issue.created().isBefore(from) && issue.created().isBefore(to))
            .toList();
    int begin = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    int end = Math.min(all.size(), begin + PAGE);
    return "'aiIssues':{'issues':{'issues':["
        + all.subList(begin, end).stream()
            .map(
                issue ->
                    "{'issueId':'"
                        + issue.id()
                        + "','state':'"
                        + (issue.closed() ? "CLOSED" : "ACTIVATED")
                        + "','createdAt':"
                        + issue.created().toEpochMilli()
                        + ",'updatedAt':"
                        + issue.updated().toEpochMilli()
                        + "}")
            .collect(Collectors.joining(","))
        + "],'nextCursor':"
        + (end < all.size() ? "'" + end + "'" : "null")
        + "}}";
  }

  private String markers(JsonValue question) {
    Matcher since = match(SINCE, variable(question, "markers"));
    Instant from = Instant.ofEpochMilli(Long.parseLong(since.group(1)));
    Instant to = Instant.ofEpochMilli(Long.parseLong(since.group(2)));
    return "'markers':{'results':["
        + markers.stream()
            .filter(at -> !at.isBefore(from) && at.isBefore(to))
            .limit(Nrql.MOST_EVENTS)
            .map(at -> "{'deploymentId':'d" + at + "','timestamp':" + at.toEpochMilli() + "}")
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String variable(JsonValue question, String name) {
    try {
      String text = question.object("variables").text(name);
      return text == null ? "" : text;
    } catch (UnmappableException e) {
      return "";
    }
  }

  private static Page answer(String json) {
    return new Page(200, Map.of(), NewRelicSamples.json(json));
  }
}
