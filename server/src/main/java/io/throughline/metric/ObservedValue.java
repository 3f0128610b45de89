package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;

/**
 * The observed value of a row, in the metric's unit.
 *
 * <p>A duration is below 0 when it ends before it starts and null when its calendar does not reach;
 * neither is an observation.
 */
final class ObservedValue {
  /** A working day of a row's calendar has as many seconds as that calendar says. */
  private static final String A_DAY = "CAST(c.day_seconds AS double precision)";

  private ObservedValue() {}

  /** Adds {@code v} to rows of a duration or value metric. */
  static String of(MetricDefinition definition, Clock clock, String rows) {
    if (!measured(definition)) {
      return "SELECT o.*, CAST(o.value AS double precision) AS v FROM (" + rows + ") o";
    }
    Unit unit = definition.unit();
    if (!worked(definition, clock)) {
      String value = elapsed("o.started_at", "o.ended_at", seconds(unit));
      return "SELECT o.*, " + value + " AS v FROM (" + rows + ") o";
    }
    return "SELECT o.*, CASE WHEN o.ended_at >= o.started_at THEN ("
        + worked("e", "o.ended_at")
        + " - "
        + worked("s", "o.started_at")
        + (") / " + (unit == Unit.DAYS ? A_DAY : seconds(unit)) + " END AS v FROM (")
        + (rows + ") o JOIN calendar c ON c.id = o.calendar_id")
        + " JOIN calendar_hour s ON s.calendar_id = o.calendar_id"
        + " AND s.hour = date_trunc('hour', o.started_at)"
        + " JOIN calendar_hour e ON e.calendar_id = o.calendar_id"
        + " AND e.hour = date_trunc('hour', o.ended_at)";
  }

  /** The value of a row that a metric selects; not for durations that a calendar measures. */
  static String of(MetricDefinition definition, Selection of) {
    return definition.kind() == MetricKind.DURATION
        ? elapsed(
            "(" + of.column("started_at") + ")",
            "(" + of.column("ended_at") + ")",
            seconds(definition.unit()))
        : of.column("value");
  }

  /** Whether it may be below 0, since it tells of a change. */
  static boolean signed(MetricDefinition definition) {
    return definition.kind() == MetricKind.VALUE && definition.unit() == Unit.PERCENT;
  }

  /** Whether a calendar measures the metric's durations. */
  static boolean worked(MetricDefinition definition, Clock clock) {
    return measured(definition)
        && clock == Clock.WORKING
        && SqlLint.names(definition.sql(), "calendar_id");
  }

  /** Whether it is from one instant to another. */
  private static boolean measured(MetricDefinition definition) {
    return definition.kind() == MetricKind.DURATION || definition.kind() == MetricKind.AGE;
  }

  private static String elapsed(String started, String ended, double unit) {
    return epoch(ended + " - " + started) + " / " + unit;
  }

  private static String worked(String hour, String instant) {
    return "("
        + hour
        + ".worked_before + greatest(0.0, least("
        + epoch(instant + " - " + hour + ".hour")
        + (", " + hour + ".work_to) - " + hour + ".work_from))");
  }

  private static String epoch(String interval) {
    return "CAST(extract(epoch FROM (" + interval + ")) AS double precision)";
  }

  /** Seconds in one of a unit, where all hours count. */
  static double seconds(Unit unit) {
    return switch (unit) {
      case MINUTES -> 60;
      case DAYS -> 86_400;
      default -> 3_600;
    };
  }
}
