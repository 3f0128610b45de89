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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one main branch or pull request.
 *
 * @param scope under which it is remembered how far it was read: the time of the latest analysis
 */
record SubjectReading(FeedRun run, String metrics, Subject subject, String scope) {
  private static final int HISTORY = 1000;
  private static final int ATTEMPTS = 3;
  private static final String GATE_SCOPE = "gate of ";

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
    List<byte[]> pages = new ArrayList<>();
    Instant[] newest = {null};
    int[] fresh = {0};
    Api api = new Api(run);
    api.each(
        analyses(from),
        "analyses",
        Api.PAGE,
        page -> {
          pages.add(page.body());
          for (JsonValue row : page.rows()) {
            Instant at = date(row);
            if (last.isEmpty() || at.isAfter(last.get())) {
              fresh[0]++;
              newest[0] = newest[0] == null || at.isAfter(newest[0]) ? at : newest[0];
            }
          }
          return true;
        });
    if (newest[0] == null) {
      return false;
    }
    // The list begins with the newest; what is told first is to be the oldest.
    for (byte[] page : pages.reversed()) {
      run.store("analyses", context(), null, page);
    }
    if (fresh[0] > 1) {
      history(api, from);
    }
    Instant current = now(api, newest[0]);
    run.saveCursor(scope, current.toString());
    return true;
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
  private Instant now(Api api, Instant newest) throws SourceException, InterruptedException {
    Instant analysed = newest;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Api.Answer measures = api.get(component(metrics));
      Api.Answer gate = api.get(gate());
      Instant after = latest(api, analysed);
      if (after.equals(analysed)) {
        Map<String, String> context = analysedAt(analysed);
        PageStore.set(run, "measures", context, List.of(measures.body()));
        Long newLines = newLines(measures);
        if (newLines != null) {
          context.put("new_lines", newLines.toString());
        }
        PageStore.set(run, "gate", context, List.of(gate.body()));
        // What was told of the gate of an analysis before is no repeat of this one.
        run.saveCursor(GATE_SCOPE + scope, "");
        return analysed;
      }
      analysed = after;
    }
    throw new SourceException(
        Remedy.RETRY,
        "Project " + subject.project() + " is analysed faster than its measures can be read.");
  }

  private Instant latest(Api api, Instant least) throws SourceException, InterruptedException {
    Instant latest = least;
    Api.Answer answer = api.get(analyses(least) + "&ps=1&p=1");
    try {
      for (JsonValue row : answer.json().at("analyses").objects()) {
        Instant at = date(row);
        if (at.isAfter(latest)) {
          run.store("analyses", context(), null, answer.body());
          latest = at;
        }
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(analyses(least), e);
    }
    return latest;
  }

  /** Measures as they were. A server that keeps none of a pull request answers without any. */
  private void history(Api api, Instant from) throws SourceException, InterruptedException {
    String path =
        "/api/measures/search_history?"
            + Api.parameter("component", subject.project()).substring(1)
            + of()
            + Api.parameter("metrics", metrics)
            + Api.parameter("from", Api.time(from));
    long[] seen = {0};
    for (int number = 1; ; number++) {
      Api.Answer answer = api.get(path + "&ps=" + HISTORY + "&p=" + number);
      run.store("history", context(), null, answer.body());
      try {
        Long total = answer.json().object("paging").integer("total");
        seen[0] += HISTORY;
        if (total == null || seen[0] >= total) {
          return;
        }
      } catch (UnmappableException e) {
        throw Api.misshapen(path, e);
      }
    }
  }

  private String analyses(Instant from) {
    return "/api/project_analyses/search?"
        + Api.parameter("project", subject.project()).substring(1)
        + of()
        + Api.parameter("from", Api.time(from));
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

  private static Instant date(JsonValue row) throws SourceException {
    try {
      return SourceTime.parse(Api.text("/api/project_analyses/search", row, "date"));
    } catch (DateTimeException e) {
      throw new SourceException(
          Remedy.RETRY, "SonarQube gives an analysis a time that is none.", e);
    }
  }
}
