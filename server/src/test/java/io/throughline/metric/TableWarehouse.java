package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.warehouse.Change;
import io.throughline.warehouse.FactBatch;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.WarehouseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.ToIntBiFunction;

/**
 * Tables of the warehouse without what fills them: tests write rows of dimensions and derived
 * tables.
 */
final class TableWarehouse implements Warehouse {
  private final Connection connection;

  /** An empty warehouse at a JDBC address ({@code jdbc:duckdb:} for one in memory). */
  TableWarehouse(String address) {
    try {
      connection = DriverManager.getConnection(address);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static TableWarehouse inMemory() {
    TableWarehouse warehouse = new TableWarehouse("jdbc:duckdb:");
    warehouse.createTables();
    return warehouse;
  }

  void createTables() {
    try (InputStream in = TableWarehouse.class.getResourceAsStream("/warehouse/schema.sql")) {
      execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public <T> T query(Query<T> query) {
    try {
      return query.run(connection);
    } catch (SQLException e) {
      throw new WarehouseException("the query failed: " + e.getMessage(), e);
    }
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public Change apply(FactBatch batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Change load(Organisation organisation, ToIntBiFunction<String, String> numbers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
