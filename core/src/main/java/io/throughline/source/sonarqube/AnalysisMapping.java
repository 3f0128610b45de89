package io.throughline.source.sonarqube;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Analyses, each a fact of its own, so that a later one of the same merge request never takes the
 * place of the first. Three pages tell of them: the list knows revisions, the history knows
 * measures as they were, and the measures of a component are those of its latest analysis, as they
 * are now.
 */
final class AnalysisMapping {
  private AnalysisMapping() {}

  /** A page of the analyses of the context's project or pull request. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Subject subject = Subject.of(scope);
    for (JsonValue row : body.at("analyses").objects()) {
      Instant at = scope.requiredTime(row, "date");
      harvest.partial(
          new Measures().analysis(head(scope, subject, revision(row, "revision"), at), mode(scope)),
          at);
    }
  }

  /** A page of measures by the time of their analyses. */
  static void history(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Subject subject = Subject.of(scope);
    Map<Instant, Measures> byTime = new TreeMap<>();
    for (JsonValue row : body.at("measures").objects()) {
      String metric = row.requiredText("metric");
      for (JsonValue point : row.at("history").objects()) {
        byTime
            .computeIfAbsent(scope.requiredTime(point, "date"), at -> new Measures())
            .put(metric, point.at("value"));
      }
    }
    for (Map.Entry<Instant, Measures> one : byTime.entrySet()) {
      Instant at = one.getKey();
      harvest.partial(one.getValue().analysis(head(scope, subject, null, at), mode(scope)), at);
    }
  }

  /** The measures of the context's latest analysis. */
  static void current(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    Measures measures = Measures.ofComponent(body.object("component"));
    Instant at = analysedAt(scope);
    harvest.partial(
        measures.analysis(head(scope, Subject.of(scope), null, at), mode(scope)),
        version(scope, at));
  }

  /** When the analysis was made that the context tells of. */
  static Instant analysedAt(Scope scope) throws UnmappableException {
    String text = scope.delivery().context().get("analysed_at");
    try {
      if (text != null) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below, like a time that is not there.
    }
    throw new UnmappableException("", "the delivery's context has no time 'analysed_at'");
  }

  /**
   * When something was read that may change without a new analysis, as a decision about an issue
   * does; never before the analysis itself, however our clocks differ.
   */
  static Instant version(Scope scope, Instant analysedAt) throws UnmappableException {
    Instant taken = scope.takenAt();
    return taken.isBefore(analysedAt) ? analysedAt : taken;
  }

  /** A revision in small letters; null where none is told. */
  static @Nullable String revision(JsonValue row, String field) throws UnmappableException {
    String text = row.text(field);
    return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
  }

  private static Measures.Head head(
      Scope scope, Subject subject, @Nullable String sha, Instant at) {
    return new Measures.Head(
        subject.analysisId(scope, at), subject.projectId(scope), subject, sha, at, null);
  }

  /** An analysis of which nothing is known but its gate. */
  static CodeAnalysis gated(
      Scope scope,
      Subject subject,
      Instant at,
      Gate gate,
      @Nullable String sha,
      @Nullable String webUrl)
      throws UnmappableException {
    Measures measures = new Measures();
    measures.put("alert_status", gate.statusPlace());
    return measures.analysis(
        new Measures.Head(
            subject.analysisId(scope, at), subject.projectId(scope), subject, sha, at, webUrl),
        Measures.STANDARD);
  }

  private static String mode(Scope scope) {
    return scope.delivery().context().getOrDefault("mode", Measures.STANDARD);
  }
}
