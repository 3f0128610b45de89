package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.time.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The closed sprints of a scope as periods, so that what happened at a sprint's closing lies in the
 * sprint's own period. Those of several boards follow each other by their closing.
 */
final class Sprints {
  private Sprints() {}

  /**
   * The sprints that were closed in a range. A period's days run from the sprint's start to the day
   * after its closing; its instants from the closing before it to just after its own.
   *
   * @return empty for a scope without boards
   */
  static List<Period> closed(Connection connection, Slice slice, Frame frame) throws SQLException {
    Instant from = frame.from().atStartOfDay(slice.zone()).toInstant();
    Instant to = frame.to().atStartOfDay(slice.zone()).toInstant();
    String sql =
        "SELECT o.start_at, o.at, min(o.id), min(o.name), count(DISTINCT o.id) FROM ("
            + slice.attributed(
                "SELECT s.id, s.name, s.board_id, s.start_at, s.completed_at AS at FROM sprint s"
                    + " WHERE s.completed_at >= "
                    + Slice.literal(from)
                    + " AND s.completed_at < "
                    + Slice.literal(to),
                Attribute.BOARD)
            + ") o GROUP BY o.start_at, o.at ORDER BY o.at NULLS LAST, o.start_at NULLS LAST";
    List<Period> periods = new ArrayList<>();
    Instant starts = from;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Instant began = instant(rows, 1);
        Instant closed = instant(rows, 2);
        Instant ends = closed.plus(1, ChronoUnit.MICROS);
        LocalDate day = LocalDate.ofInstant(closed, slice.zone());
        if (ends.isAfter(starts)) {
          periods.add(
              new Period(
                  LocalDate.ofInstant(began, slice.zone()),
                  day.plusDays(1),
                  starts,
                  ends,
                  rows.getLong(5) == 1
                      ? new Period.Sprint(Long.toString(rows.getLong(3)), rows.getString(4))
                      : null));
          starts = ends;
        }
      }
    }
    return List.copyOf(periods);
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
