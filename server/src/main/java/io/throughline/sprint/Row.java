package io.throughline.sprint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values of rows, where null means that there is none, and instants as SQL writes them. */
final class Row {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private Row() {}

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    LocalDateTime utc = row.getObject(column, LocalDateTime.class);
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  static Instant known(ResultSet row, String column) throws SQLException {
    Instant at = instant(row, column);
    if (at == null) {
      throw new SQLException("the warehouse has a row without " + column);
    }
    return at;
  }

  static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  static String literal(Instant at) {
    return "TIMESTAMP '" + STAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + "'";
  }
}
