package io.throughline.warehouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What engines do differently: DDL and bulk loading. This marks a floor; PostgreSQL follows here
 * without touching derivations or metrics.
 */
public interface Dialect {
  /** Statement that makes a table when it is not there. */
  String create(Table table, boolean temporary);

  /**
   * Adds rows to a table inside the running transaction.
   *
   * @param rows values in the order of the columns: {@code Long}, {@code Integer}, {@code Boolean},
   *     {@code Double}, {@code String}, {@code LocalDateTime} (UTC) or null
   */
  void load(
      Connection connection,
      Table table,
      boolean temporary,
      List<@org.jspecify.annotations.Nullable Object[]> rows)
      throws SQLException;
}
