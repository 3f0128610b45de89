package io.throughline.source.sonarqube;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one main branch or pull request.
 *
 * @param scope under which it is remembered how far it was read: the time of the latest analysis
 */
record SubjectReading(FeedRun run, String metrics, Subject subject, String scope) {
  private static final int HISTORY = 1000;
  private static final String HISTORY_PATH = "/api/measures/search_history";
  private static final String LIST = "/api/project_analyses/search";
  private static final int ATTEMPTS = 3;
  private static final String GATE_SCOPE = "gate of ";

  /**
   * An analysis of the list.
   *
   * @param revision empty text where it is not told, as of pull requests
   */
  private record Analysed(Instant at, String revision) {}

  /** Whether nothing from that instant on was read yet. */
  boolean isNew(Instant analysed) {
    Optional<Instant> last = run.cursor(scope).map(Instant::parse);
    return last.isEmpty() || analysed.isAfter(last.get());
  }

  /**
   * Reads all analyses since the last one that is known.
   *
   * @return false when there is none
   */
  boolean readNew() throws SourceException, InterruptedException {
    Optional<Instant> last = run.cursor(scope).map(Instant::parse);
    Instant from = last.orElse(run.since());
    Api api = new Api(run);
    Told told = told(api, from);
    List<Analysed> fresh =
        told.analyses().stream()
            .filter(one -> last.isEmpty() || one.at().isAfter(last.get()))
            .sorted(Comparator.comparing(Analysed::at))
            .toList();
    if (fresh.isEmpty()) {
      return false;
    }
    store(told);
    if (fresh.size() > 1 && subject.pullRequest() == null) {
      store(history(api, from));
    }
    run.saveCursor(scope, now(api, fresh.getLast()).toString());
    return true;
  }

  /** What pages of one kind tell of analyses. */
  private record Told(String kind, List<byte[]> pages, List<Analysed> analyses) {}

  private void store(Told told) {
    for (byte[] page : told.pages()) {
      run.store(told.kind(), context(), null, page);
    }
  }

  /**
   * The analyses from an instant on. The list knows main branches only: asked for a pull request it
   * answers with those of the main branch. What a pull request had stands in the history of its
   * measures, without the revisions.
   */
  private Told told(Api api, Instant from) throws SourceException, InterruptedException {
    return subject.pullRequest() == null ? list(api, from) : history(api, from);
  }

  /** The list begins with the newest; what is told first is to be the oldest. */
  private Told list(Api api, Instant from) throws SourceException, InterruptedException {
    Told told = new Told("analyses", new ArrayList<>(), new ArrayList<>());
    api.each(
        LIST
            + "?"
            + Api.parameter("project", subject.project()).substring(1)
            + Api.parameter("from", Api.time(from)),
        "analyses",
        Api.PAGE,
        page -> {
          told.pages().addFirst(page.body());
          for (JsonValue row : page.rows()) {
            told.analyses().add(new Analysed(date(LIST, row), revision(row)));
          }
          return true;
        });
    return told;
  }

  /** Measures as they were. */
  private Told history(Api api, Instant from) throws SourceException, InterruptedException {
    String path =
        HISTORY_PATH
            + "?"
            + Api.parameter("component", subject.project()).substring(1)
            + of()
            + Api.parameter("metrics", metrics)
            + Api.parameter("from", Api.time(from));
    Told told = new Told("history", new ArrayList<>(), new ArrayList<>());
    Set<Instant> times = new TreeSet<>();
    long seen = 0;
    for (int number = 1; ; number++) {
      Api.Answer answer = api.get(path + "&ps=" + HISTORY + "&p=" + number);
      told.pages().add(answer.body());
      try {
        for (JsonValue measure : answer.json().at("measures").objects()) {
          for (JsonValue point : measure.at("history").objects()) {
            times.add(date(HISTORY_PATH, point));
          }
        }
        Long total = answer.json().object("paging").integer("total");
        seen += HISTORY;
        if (total == null || seen >= total) {
          times.forEach(at -> told.analyses().add(new Analysed(at, "")));
          return told;
        }
      } catch (UnmappableException e) {
        throw Api.misshapen(path, e);
      }
    }
  }

  /** Looks at the gate of the latest analysis again. */
  void readGate() throws SourceException, InterruptedException {
    Optional<Instant> last = run.cursor(scope).map(Instant::parse);
    if (last.isPresent()) {
      Api api = new Api(run);
      Api.Answer gate = api.get(gate());
      Api.Answer measures = api.get(component("new_lines"));
      Map<String, String> context = analysedAt(last.get());
      Long newLines = newLines(measures);
      if (newLines != null) {
        context.put("new_lines", newLines.toString());
      }
      PageStore.ifChanged(run, GATE_SCOPE + scope, "gate", context, List.of(gate.body()));
    }
  }

  /**
   * Reads what the latest analysis has now. It does not say which one that is: where another comes
   * meanwhile, everything is asked again.
   */
  private Instant now(Api api, Analysed newest) throws SourceException, InterruptedException {
    Analysed analysed = newest;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Api.Answer measures = api.get(component(metrics));
      Api.Answer gate = api.get(gate());
      Analysed after = latest(api, analysed);
      if (after.equals(analysed)) {
        Map<String, String> context = analysedAt(analysed.at());
        PageStore.set(run, "measures", context, List.of(measures.body()));
        Long newLines = newLines(measures);
        if (newLines != null) {
          context.put("new_lines", newLines.toString());
        }
        if (!analysed.revision().isEmpty()) {
          context.put("revision", analysed.revision());
        }
        PageStore.set(run, "gate", context, List.of(gate.body()));
        // What was told of the gate of an analysis before is no repeat of this one.
        run.saveCursor(GATE_SCOPE + scope, "");
        return analysed.at();
      }
      analysed = after;
    }
    throw new SourceException(
        Remedy.RETRY,
        "Project " + subject.project() + " is analysed faster than its measures can be read.");
  }

  private Analysed latest(Api api, Analysed least) throws SourceException, InterruptedException {
    Told told = told(api, least.at());
    Analysed latest = least;
    for (Analysed one : told.analyses()) {
      latest = one.at().isAfter(latest.at()) ? one : latest;
    }
    if (!latest.equals(least)) {
      store(told);
    }
    return latest;
  }

  private String component(String metrics) {
    return "/api/measures/component?"
        + Api.parameter("component", subject.project()).substring(1)
        + of()
        + Api.parameter("metricKeys", metrics);
  }

  private String gate() {
    return "/api/qualitygates/project_status?"
        + Api.parameter("projectKey", subject.project()).substring(1)
        + of();
  }

  private String of() {
    return subject.pullRequest() == null ? "" : Api.parameter("pullRequest", subject.pullRequest());
  }

  private Map<String, String> context() {
    Map<String, String> context = new HashMap<>();
    context.put("project_key", subject.project());
    context.put("mode", ProjectsFeed.mode(run));
    if (subject.branch() != null) {
      context.put("branch", subject.branch());
    }
    if (subject.pullRequest() != null) {
      context.put("pull_request", subject.pullRequest());
    }
    return context;
  }

  private Map<String, String> analysedAt(Instant analysed) {
    Map<String, String> context = context();
    context.put("analysed_at", analysed.toString());
    return context;
  }

  private @Nullable Long newLines(Api.Answer measures) throws SourceException {
    try {
      return Measures.ofComponent(measures.json().object("component")).newLines();
    } catch (UnmappableException e) {
      throw Api.misshapen("/api/measures/component", e);
    }
  }

  private static String revision(JsonValue row) throws SourceException {
    try {
      String revision = row.text("revision");
      return revision == null ? "" : revision.strip();
    } catch (UnmappableException e) {
      throw Api.misshapen(LIST, e);
    }
  }

  private static Instant date(String path, JsonValue row) throws SourceException {
    try {
      return SourceTime.parse(Api.text(path, row, "date"));
    } catch (DateTimeException e) {
      throw new SourceException(
          Remedy.RETRY, "SonarQube gives an analysis a time that is none.", e);
    }
  }
}
