package io.throughline.conformance;

import io.throughline.warehouse.sql.Cells;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes how many working days a stay {@code p} in a phase lasts by now, by its calendar {@code c}.
 */
final class OpenDays {
  private static final String WORKED =
      """
      ((e.worked_before + greatest(0, least(
          CAST(extract(epoch FROM ({now} - e.hour)) AS DOUBLE PRECISION), e.work_to)
          - e.work_from))
        - (s.worked_before + greatest(0, least(
          CAST(extract(epoch FROM (p.last_entered_at - s.hour)) AS DOUBLE PRECISION), s.work_to)
          - s.work_from))) / CAST(c.day_seconds AS DOUBLE PRECISION)""";

  private static final String HOURS =
      """
      LEFT JOIN calendar_hour s ON s.calendar_id = p.calendar_id
        AND s.hour = date_trunc('hour', CAST(p.last_entered_at AS TIMESTAMP))
      LEFT JOIN calendar_hour e ON e.calendar_id = p.calendar_id AND e.hour = {hour}""";

  private OpenDays() {}

  /** The text with {@code {worked}}, {@code {hours}} and {@code {now}} written out. */
  static String fill(String sql, Instant now) {
    return sql.replace("{worked}", WORKED)
        .replace("{hours}", HOURS)
        .replace("{now}", Cells.literal(now))
        .replace("{hour}", Cells.literal(now.truncatedTo(ChronoUnit.HOURS)));
  }
}
