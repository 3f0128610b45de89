package io.throughline.source.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks for issues by the time of their last change. Cloud hands a token from page to page; Data
 * Center counts rows, so there each question begins anew at the last minute that was read, and what
 * is changed while pages are read is met later instead of pushing others past the page's edge.
 *
 * @param settings the source's; {@code projects} narrows the question
 */
record IssueSearch(Api api, Site site, Map<String, String> settings) {
  private static final int PAGE = 100;

  /** Where nothing but numbers is asked for, Cloud gives so many at once. */
  private static final int ID_PAGE = 5_000;

  private static final int MOST_PAGES = 1_000_000;
  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final List<String> FIELDS =
      List.of(
          "summary",
          "status",
          "issuetype",
          "project",
          "priority",
          "resolution",
          "assignee",
          "reporter",
          "parent",
          "labels",
          "components",
          "fixVersions",
          "created",
          "updated",
          "resolutiondate",
          "timeoriginalestimate",
          "description",
          "issuelinks");

  /** A page of issues. */
  record Page(Api.Answer answer, List<JsonValue> issues) {}

  /** What is done with a page. */
  interface Use {
    void page(Page page) throws SourceException, InterruptedException;
  }

  /**
   * Reads page after page, oldest change first.
   *
   * @return when the first page was given, by Jira's clock: everything before it has been read
   */
  Instant each(Instant from, Use use) throws SourceException, InterruptedException {
    return site.cloud() ? cloud(from, use) : dataCenter(from, use);
  }

  private Instant cloud(Instant from, Use use) throws SourceException, InterruptedException {
    Instant asked = null;
    String token = null;
    String path = site.api() + "/search/jql";
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Api.Answer answer = api.ask(path, question(jql(from), PAGE, names(), true, token));
      asked = asked == null ? answer.at() : asked;
      use.page(new Page(answer, issues(path, answer)));
      String next = token(path, answer);
      if (next == null) {
        return asked;
      }
      if (next.equals(token)) {
        break;
      }
      token = next;
    }
    throw new SourceException(Remedy.RETRY, "Jira's pages of issues lead round in a circle.");
  }

  /**
   * The numbers of all issues that a question means, and nothing else of them.
   *
   * @param jql without an order
   */
  Set<Long> ids(String jql) throws SourceException, InterruptedException {
    String ordered = jql + " ORDER BY id ASC";
    Set<Long> ids = new TreeSet<>();
    String token = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String path = site.api() + (site.cloud() ? "/search/jql" : "/search");
      int before = ids.size();
      Api.Answer answer =
          site.cloud()
              ? api.ask(path, question(ordered, ID_PAGE, List.of("id"), false, token))
              : api.get(counted(ordered, "id", ID_PAGE, ids.size()));
      List<JsonValue> rows = issues(path, answer);
      for (JsonValue row : rows) {
        ids.add(Api.id(path, row));
      }
      token = site.cloud() ? token(path, answer) : null;
      boolean last =
          site.cloud() ? token == null : isLast(path, answer, ids.size(), rows.size(), ID_PAGE);
      if (last) {
        return ids;
      }
      if (ids.size() == before && !rows.isEmpty()) {
        break;
      }
    }
    throw new SourceException(Remedy.RETRY, "Jira's pages of issues lead round in a circle.");
  }

  private static @Nullable String token(String path, Api.Answer answer) throws SourceException {
    try {
      boolean last = Boolean.TRUE.equals(answer.json().flag("isLast"));
      return last ? null : answer.json().text("nextPageToken");
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private static byte[] question(
      String jql, int size, List<String> fields, boolean changelog, @Nullable String token) {
    ObjectNode question = JSON.createObjectNode().put("jql", jql).put("maxResults", size);
    if (changelog) {
      question.put("expand", "changelog");
    }
    fields.forEach(question.putArray("fields")::add);
    if (token != null) {
      question.put("nextPageToken", token);
    }
    try {
      return JSON.writeValueAsBytes(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  private Instant dataCenter(Instant from, Use use) throws SourceException, InterruptedException {
    Instant asked = null;
    Instant anchor = from;
    int start = 0;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String path =
          counted(jql(anchor), String.join(",", names()), PAGE, start) + "&expand=changelog";
      Api.Answer answer = api.get(path);
      asked = asked == null ? answer.at() : asked;
      List<JsonValue> issues = issues(path, answer);
      use.page(new Page(answer, issues));
      if (isLast(path, answer, start + issues.size(), issues.size(), PAGE)) {
        return asked;
      }
      Instant last = IssuesFeed.updated(issues.getLast()).truncatedTo(ChronoUnit.MINUTES);
      if (last.isAfter(anchor.truncatedTo(ChronoUnit.MINUTES))) {
        anchor = last;
        start = 0;
      } else {
        start += issues.size();
      }
    }
    throw new SourceException(Remedy.RETRY, "Jira's pages of issues do not end.");
  }

  private String counted(String jql, String fields, int size, int start) {
    return site.api()
        + "/search?jql="
        + URLEncoder.encode(jql, StandardCharsets.UTF_8)
        + "&fields="
        + fields
        + "&maxResults="
        + size
        + "&startAt="
        + start;
  }

  private static boolean isLast(String path, Api.Answer answer, int read, int rows, int size)
      throws SourceException {
    try {
      Long total = answer.json().integer("total");
      return rows == 0 || (total == null ? rows < size : read >= total);
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private static List<JsonValue> issues(String path, Api.Answer answer) throws SourceException {
    try {
      return Api.list(answer.json().object().at("issues"));
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(FIELDS);
    site.fields().values().forEach(ids -> names.addAll(Arrays.asList(ids.split(","))));
    return names.stream().distinct().sorted().toList();
  }

  /** An hour that a zone repeats is asked from its first time on, so that nothing falls between. */
  private String jql(Instant from) {
    return within() + since(from) + " ORDER BY updated ASC, key ASC";
  }

  private String since(Instant from) {
    return "updated >= \"" + minute(from) + "\"";
  }

  /** That an issue was last changed between two times. */
  String updated(Instant from, Instant to) {
    return since(from) + " AND updated < \"" + minute(to) + "\"";
  }

  private String minute(Instant at) {
    return MINUTE.format(at.atZone(site.zone()).withEarlierOffsetAtOverlap());
  }

  /**
   * A key that this Jira does not show would fail the whole question, so only shown ones are asked.
   */
  private String within() {
    return Projects.named(settings).isEmpty()
        ? ""
        : Projects.of(api.run()).configured(settings).byId().values().stream()
            .map(key -> "\"" + key + "\"")
            .collect(Collectors.joining(", ", "project in (", ") AND "));
  }
}
