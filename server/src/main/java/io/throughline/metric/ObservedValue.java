package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;

/** SQL for the observed value {@code v} of a row, in the metric's unit. */
final class ObservedValue {
  private ObservedValue() {}

  /**
   * Adds {@code v} to rows of a duration or value metric.
   *
   * <p>A duration is below 0 when it ends before it starts and null when its calendar does not
   * reach; neither is an observation.
   */
  static String of(MetricDefinition definition, Clock clock, String rows) {
    if (definition.kind() != MetricKind.DURATION) {
      return "SELECT o.*, CAST(o.value AS double precision) AS v FROM (" + rows + ") o";
    }
    double seconds =
        switch (definition.unit()) {
          case MINUTES -> 60;
          case DAYS -> 86_400;
          default -> 3_600;
        };
    if (clock == Clock.WORKING && SqlLint.names(definition.sql(), "calendar_id")) {
      return "SELECT o.*, CASE WHEN o.ended_at >= o.started_at THEN ("
          + worked("e", "o.ended_at")
          + " - "
          + worked("s", "o.started_at")
          + ") / "
          + seconds
          + " END AS v FROM ("
          + rows
          + ") o"
          + " JOIN calendar_hour s ON s.calendar_id = o.calendar_id"
          + " AND s.hour = date_trunc('hour', o.started_at)"
          + " JOIN calendar_hour e ON e.calendar_id = o.calendar_id"
          + " AND e.hour = date_trunc('hour', o.ended_at)";
    }
    return "SELECT o.*, "
        + epoch("o.ended_at - o.started_at")
        + " / "
        + seconds
        + " AS v FROM ("
        + rows
        + ") o";
  }

  private static String worked(String hour, String instant) {
    return "("
        + hour
        + ".worked_before + greatest(0.0, least("
        + epoch(instant + " - " + hour + ".hour")
        + ", "
        + hour
        + ".work_to) - "
        + hour
        + ".work_from))";
  }

  private static String epoch(String interval) {
    return "CAST(extract(epoch FROM (" + interval + ")) AS double precision)";
  }
}
