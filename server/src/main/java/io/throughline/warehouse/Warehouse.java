package io.throughline.warehouse;

import io.throughline.model.org.Organisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.ToIntBiFunction;

/**
 * The store for asking. Embedded it is DuckDB; a server edition is PostgreSQL. One thread writes
 * (the projection); any number read.
 */
public interface Warehouse extends AutoCloseable {
  /** Work on a read-only connection. */
  @FunctionalInterface
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** The number of the last delivery whose facts are in the tables; 0 for an empty warehouse. */
  long position();

  /**
   * Commits the facts of a batch, everything that follows from them and the position, together.
   *
   * @return what moved
   */
  Change apply(FactBatch batch);

  /**
   * Loads teams, people, services and calendars, and derives again what depends on them.
   *
   * @param numbers gives the lasting number of (kind, name), as the ledger keeps it
   */
  Change load(Organisation organisation, ToIntBiFunction<String, String> numbers);

  /**
   * Runs a query with a time limit of 10 s on a connection that cannot write.
   *
   * @throws WarehouseException when it fails or takes too long
   */
  <T> T query(Query<T> query);

  /**
   * Moves what the warehouse holds in memory into its file and gives the memory back. Costs as much
   * as was written since the last time; for when nobody waits. Does nothing while somebody reads.
   */
  void rest();

  /** Drops everything; the projection then starts from the first delivery. */
  void clear();

  @Override
  void close();
}
