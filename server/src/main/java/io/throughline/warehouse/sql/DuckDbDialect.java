package io.throughline.warehouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB: the Appender, because statement by statement it takes a hundred rows a second. */
public final class DuckDbDialect implements Dialect {
  @Override
  public String create(Table table, boolean temporary) {
    return table.columns().stream()
        .map(c -> c.quoted() + " " + type(c.type()))
        .collect(
            Collectors.joining(
                ", ",
                "CREATE "
                    + (temporary ? "TEMP " : "")
                    + "TABLE IF NOT EXISTS "
                    + table.name()
                    + " (",
                ")"));
  }

  private static String type(ColumnType type) {
    return type == ColumnType.DOUBLE ? "DOUBLE PRECISION" : type.name();
  }

  @Override
  public void load(
      Connection connection, Table table, boolean temporary, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender =
        temporary
            ? duckDb.createAppender("temp", "main", table.name())
            : duckDb.createAppender("main", table.name())) {
      for (@Nullable Object[] row : rows) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
      appender.flush();
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Long l -> appender.append(l.longValue());
      case Integer i -> appender.append(i.intValue());
      case Boolean b -> appender.append(b.booleanValue());
      case Double d -> appender.append(d.doubleValue());
      case String s -> appender.append(s);
      case LocalDateTime t -> appender.append(t);
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }
}
