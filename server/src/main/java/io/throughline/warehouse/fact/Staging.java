package io.throughline.warehouse.fact;

import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that a batch touches, as a temporary table to join with. */
final class Staging {
  static final Table IDS = new Table("stage_id", List.of(new Column("id", ColumnType.BIGINT)));
  static final Table KEYS =
      new Table(
          "stage_key",
          List.of(new Column("id", ColumnType.BIGINT), new Column("feed", ColumnType.TEXT)));

  private final Connection connection;
  private final Dialect dialect;

  Staging(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  void create() throws SQLException {
    Sql.run(connection, dialect.create(IDS, true));
    Sql.run(connection, dialect.create(KEYS, true));
  }

  void ids(Collection<Long> ids) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(ids.size());
    ids.forEach(id -> rows.add(new Object[] {id}));
    refill(IDS, rows);
  }

  void keys(Collection<SetKey> keys) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(keys.size());
    keys.forEach(key -> rows.add(new Object[] {key.parent(), key.feed()}));
    refill(KEYS, rows);
  }

  private void refill(Table table, List<@Nullable Object[]> rows) throws SQLException {
    Sql.run(connection, "DELETE FROM " + table.name());
    dialect.load(connection, table, true, rows);
  }

  /** A constant range, by which an engine can skip what did not change. */
  static String range(String column, Collection<Long> ids) {
    long min = ids.stream().mapToLong(Long::longValue).min().orElse(0);
    long max = ids.stream().mapToLong(Long::longValue).max().orElse(0);
    return column + " BETWEEN " + min + " AND " + max;
  }
}
