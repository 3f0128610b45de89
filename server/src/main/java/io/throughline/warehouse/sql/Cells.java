package io.throughline.warehouse.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values of rows, where null means that there is none, and instants as SQL writes them. */
public final class Cells {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private Cells() {}

  /** An instant. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    LocalDateTime utc = row.getObject(column, LocalDateTime.class);
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  /**
   * An instant that every row has.
   *
   * @throws SQLException when this one has not
   */
  public static Instant known(ResultSet row, String column) throws SQLException {
    Instant at = instant(row, column);
    if (at == null) {
      throw new SQLException("the warehouse has a row without " + column);
    }
    return at;
  }

  /** A number. */
  public static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  /** A whole number. */
  public static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Fills a place of a statement with an instant. */
  public static void set(PreparedStatement statement, int place, Instant instant)
      throws SQLException {
    statement.setObject(place, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** An instant as a literal of the warehouse's type, to the microsecond. */
  public static String literal(Instant at) {
    return "TIMESTAMP '" + STAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + "'";
  }
}
