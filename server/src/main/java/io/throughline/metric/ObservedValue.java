package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;

/**
 * SQL for the observed value of a row, in the metric's unit.
 *
 * <p>A duration is below 0 when it ends before it starts and null when its calendar does not reach;
 * neither is an observation.
 */
final class ObservedValue {
  private ObservedValue() {}

  /** Adds {@code v} to rows of a duration or value metric. */
  static String of(MetricDefinition definition, Clock clock, String rows) {
    if (definition.kind() != MetricKind.DURATION) {
      return "SELECT o.*, CAST(o.value AS double precision) AS v FROM (" + rows + ") o";
    }
    if (!worked(definition, clock)) {
      return "SELECT o.*, "
          + elapsed("o.started_at", "o.ended_at", definition)
          + " AS v FROM ("
          + rows
          + ") o";
    }
    return "SELECT o.*, "
        + worked(
            "o.started_at",
            "o.ended_at",
            WorkedTime.seconds("s", "o.started_at"),
            WorkedTime.seconds("e", "o.ended_at"),
            definition)
        + " AS v FROM ("
        + rows
        + ") o JOIN calendar_hour s ON "
        + WorkedTime.at("s", "o.calendar_id", "o.started_at")
        + " JOIN calendar_hour e ON "
        + WorkedTime.at("e", "o.calendar_id", "o.ended_at");
  }

  /** The value of a row of a table that a metric selects from. */
  static String of(MetricDefinition definition, Clock clock, Selection of, WorkedTime worked) {
    if (definition.kind() != MetricKind.DURATION) {
      return of.column("value");
    }
    String started = of.column("started_at");
    String ended = of.column("ended_at");
    if (!worked(definition, clock)) {
      return elapsed(started, ended, definition);
    }
    String calendar = of.column("calendar_id");
    return worked(
        started,
        ended,
        worked.upTo(calendar, started),
        worked.upTo(calendar, ended),
        definition);
  }

  private static boolean worked(MetricDefinition definition, Clock clock) {
    return clock == Clock.WORKING && SqlLint.names(definition.sql(), "calendar_id");
  }

  private static String elapsed(String started, String ended, MetricDefinition definition) {
    return WorkedTime.epoch("(" + ended + ") - (" + started + ")") + " / " + unit(definition);
  }

  private static String worked(
      String started, String ended, String before, String after, MetricDefinition definition) {
    return "CASE WHEN ("
        + ended
        + ") >= ("
        + started
        + ") THEN ("
        + after
        + " - "
        + before
        + ") / "
        + unit(definition)
        + " END";
  }

  private static double unit(MetricDefinition definition) {
    return switch (definition.unit()) {
      case MINUTES -> 60;
      case DAYS -> 86_400;
      default -> 3_600;
    };
  }
}
