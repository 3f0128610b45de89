package io.throughline.source.sonarqube;

import io.throughline.gate.Verdict;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quality gate of SonarQube as one answer tells it. The interface and the webhook have their own
 * names for the same things.
 *
 * <p>On a change of fewer than 20 new lines SonarQube lets conditions on coverage and duplication
 * pass that do not hold, and says {@code OK} to them as to any other. The same lines can turn the
 * main branch red after the merge. Such a condition does not apply; it did not pass.
 *
 * @param status in small letters; null where none is told
 * @param statusPlace where it stands
 */
record Gate(@Nullable String status, JsonValue statusPlace, List<Condition> conditions) {
  static final int SMALL = 20;

  private static final Set<String> LEFT_OUT_WHEN_SMALL =
      Set.of(
          "new_coverage",
          "new_line_coverage",
          "new_branch_coverage",
          "new_duplicated_lines_density",
          "new_duplicated_lines",
          "new_duplicated_blocks");

  /**
   * One condition.
   *
   * @param bound {@code at least} or {@code at most}; null for a comparison that is neither
   */
  record Condition(
      String metric,
      String status,
      @Nullable String bound,
      @Nullable Double limit,
      @Nullable Double value) {
    /** Whether what is measured is on the wrong side, whatever SonarQube made of it. */
    boolean violated() {
      return bound != null
          && limit != null
          && value != null
          && (bound.equals("at least") ? value < limit : value > limit);
    }

    String unit() {
      if (metric.endsWith("_rating")) {
        return "rating";
      }
      return metric.endsWith("coverage")
              || metric.endsWith("_density")
              || metric.endsWith("_reviewed")
              || metric.endsWith("_ratio")
          ? "percent"
          : "count";
    }
  }

  /** A verdict and why. */
  record Judged(Verdict verdict, @Nullable String why) {}

  /** What {@code api/qualitygates/project_status} answers below {@code projectStatus}. */
  static Gate ofAnswer(JsonValue json) throws UnmappableException {
    return of(json, "metricKey", "comparator", "actualValue");
  }

  /** What a webhook tells below {@code qualityGate}. */
  static Gate ofHook(JsonValue json) throws UnmappableException {
    return of(json, "metric", "operator", "value");
  }

  private static Gate of(JsonValue json, String metric, String operator, String value)
      throws UnmappableException {
    List<Condition> conditions = new ArrayList<>();
    for (JsonValue row : json.objects("conditions")) {
      conditions.add(
          new Condition(
              row.requiredText(metric),
              row.requiredText("status"),
              bound(row.text(operator)),
              Measures.number(row.at("errorThreshold")),
              Measures.number(row.at(value))));
    }
    return new Gate(Measures.gateStatus(json.at("status")), json.at("status"), conditions);
  }

  private static @Nullable String bound(@Nullable String operator) {
    return switch (operator) {
      case "LT", "LESS_THAN" -> "at least";
      case "GT", "GREATER_THAN" -> "at most";
      case null, default -> null;
    };
  }

  /**
   * What came of a condition.
   *
   * @param ofChange whether a merge request was analysed
   * @param ignored whether SonarQube says that it left conditions out; null where it does not tell
   * @param newLines of the analysis; null where it is not known
   */
  Judged judge(
      Condition condition, boolean ofChange, @Nullable Boolean ignored, @Nullable Long newLines) {
    boolean ok = condition.status().equals("OK");
    if (ok && LEFT_OUT_WHEN_SMALL.contains(condition.metric())) {
      boolean small = ofChange && newLines != null && newLines < SMALL;
      if (small || Boolean.TRUE.equals(ignored) || condition.violated()) {
        return new Judged(Verdict.NOT_APPLICABLE, why(newLines));
      }
      if (ofChange && newLines == null && ignored == null) {
        return new Judged(
            Verdict.NO_DATA, "it is not known yet whether the change has 20 new lines");
      }
    }
    return switch (condition.status()) {
      case "OK" ->
          condition.value() == null
              ? new Judged(Verdict.NO_DATA, "nothing was measured")
              : new Judged(Verdict.PASS, null);
      case "WARN" -> new Judged(Verdict.PASS, "SonarQube warns");
      case "ERROR" -> new Judged(Verdict.FAIL, null);
      default -> new Judged(Verdict.NO_DATA, "nothing was measured");
    };
  }

  private static String why(@Nullable Long newLines) {
    return newLines == null
        ? "small change: fewer than 20 new lines"
        : "small change: " + newLines + " new lines, fewer than 20";
  }

  /**
   * What came of the gate. SonarQube's own word decides, but a gate of which nothing applied did
   * not pass. A condition of which nothing was measured says nothing beside others.
   */
  Verdict verdict(List<Verdict> judged) {
    return switch (status) {
      case "error" -> Verdict.FAIL;
      case "ok", "warn" -> {
        List<Verdict> telling = judged.stream().filter(v -> v != Verdict.NO_DATA).toList();
        yield telling.isEmpty() ? Verdict.NO_DATA : Verdict.of(telling);
      }
      case null, default -> Verdict.NO_DATA;
    };
  }
}
