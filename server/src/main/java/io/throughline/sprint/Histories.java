package io.throughline.sprint;

import io.throughline.sprint.History.Span;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what the fields of some tickets held, and of no others. */
final class Histories {
  private final Map<Long, Map<String, List<Span>>> spans = new HashMap<>();

  private Histories() {}

  /**
   * Reads them.
   *
   * @param estimate the field that holds the board's estimate, {@code points} or {@code estimate}
   */
  static Histories read(Connection connection, Collection<Long> tickets, String estimate)
      throws SQLException {
    Histories histories = new Histories();
    if (tickets.isEmpty()) {
      return histories;
    }
    String sql =
        "SELECT s.ticket_id, s.field, s.value, s.name, s.category, s.starts_at, s.ends_at"
            + " FROM ticket_span s WHERE "
            + among("s.ticket_id", tickets)
            + " AND s.field IN ('status', 'outcome', '"
            + estimate
            + "') ORDER BY s.ticket_id, s.field, s.starts_at NULLS LAST";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        histories.add(rows, estimate);
      }
    }
    return histories;
  }

  /**
   * A condition for these numbers. The bounds let whole blocks of the table be passed over; the
   * list alone would not.
   */
  static String among(String column, Collection<Long> numbers) {
    long least = numbers.stream().mapToLong(Long::longValue).min().orElse(0);
    long most = numbers.stream().mapToLong(Long::longValue).max().orElse(-1);
    return column
        + " BETWEEN "
        + least
        + " AND "
        + most
        + " AND "
        + column
        + " IN ("
        + numbers.stream().map(String::valueOf).collect(Collectors.joining(","))
        + ")";
  }

  private void add(ResultSet rows, String estimate) throws SQLException {
    String field = rows.getString("field");
    String value = rows.getString("value");
    String name = rows.getString("name");
    if (field.equals("status") && name != null) {
      value = name;
    } else if (field.equals("estimate")) {
      value = String.valueOf(Double.parseDouble(value) / 3600);
    }
    spans
        .computeIfAbsent(rows.getLong("ticket_id"), t -> new HashMap<>())
        .computeIfAbsent(field.equals(estimate) ? "weight" : field, f -> new ArrayList<>())
        .add(
            new Span(
                value,
                rows.getString("category"),
                Cells.known(rows, "starts_at"),
                Cells.known(rows, "ends_at")));
  }

  History of(long ticket, String key, Instant judgedAt, List<Span> stays) {
    Map<String, List<Span>> own = spans.getOrDefault(ticket, Map.of());
    return new History(
        key,
        judgedAt,
        stays,
        own.getOrDefault("status", List.of()),
        own.getOrDefault("weight", List.of()),
        own.getOrDefault("outcome", List.of()));
  }
}
