package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a statement of {@link ReadingSql}. */
record Summary(
    long n,
    long people,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p90,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double numerator,
    @Nullable Double denominator) {

  /** Where a row belongs: the caller's number, the team (0 for none) and the period's index. */
  record Key(int branch, int team, int period) {}

  /** Runs one statement, so that all readings see the same instant of the warehouse. */
  static Map<Key, Summary> run(Connection connection, String sql) throws SQLException {
    Map<Key, Summary> found = new HashMap<>();
    if (sql.isEmpty()) {
      return found;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.put(new Key(rows.getInt(1), rows.getInt(2), rows.getInt(3)), summary(rows));
      }
    }
    return found;
  }

  private static Summary summary(ResultSet rows) throws SQLException {
    long n = rows.getLong(4);
    // Of the two neighbours that were fetched for each end, the exact one.
    int next = n > 5 && Intervals.rank(n) > Intervals.nearRank(n) ? 1 : 0;
    return new Summary(
        n,
        rows.getLong(5),
        number(rows, 6),
        number(rows, 7),
        number(rows, 8),
        number(rows, 9 + next),
        number(rows, 11 + next),
        number(rows, 13),
        number(rows, 14));
  }

  private static @Nullable Double number(ResultSet rows, int column) throws SQLException {
    double value = rows.getDouble(column);
    return rows.wasNull() ? null : value;
  }
}
