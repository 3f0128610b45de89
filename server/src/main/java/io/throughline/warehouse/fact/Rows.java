package io.throughline.warehouse.fact;

import io.throughline.warehouse.sql.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads stored values back in the form in which they were stored. */
final class Rows {
  private Rows() {}

  /** The first {@code width} columns of the current row. */
  static @Nullable Object[] values(ResultSet rows, Table table, int width) throws SQLException {
    @Nullable Object[] values = new Object[width];
    for (int i = 0; i < width; i++) {
      values[i] = value(rows, table, i);
    }
    return values;
  }

  private static @Nullable Object value(ResultSet rows, Table table, int i) throws SQLException {
    Object value =
        switch (table.columns().get(i).type()) {
          case BIGINT -> rows.getLong(i + 1);
          case INTEGER -> rows.getInt(i + 1);
          case BOOLEAN -> rows.getBoolean(i + 1);
          case DOUBLE -> rows.getDouble(i + 1);
          case TEXT -> rows.getString(i + 1);
          case TIMESTAMP -> rows.getObject(i + 1, LocalDateTime.class);
        };
    return rows.wasNull() ? null : value;
  }
}
