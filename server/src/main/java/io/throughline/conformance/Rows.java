package io.throughline.conformance;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Values of rows, where null means that there is none. */
final class Rows {
  private Rows() {}

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    LocalDateTime utc = row.getObject(column, LocalDateTime.class);
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static void set(PreparedStatement statement, int place, Instant instant) throws SQLException {
    statement.setObject(place, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }
}
