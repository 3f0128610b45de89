package io.throughline.warehouse;

import io.throughline.model.org.Organisation;
import io.throughline.warehouse.derive.Derivation;
import io.throughline.warehouse.dimension.DimensionStore;
import io.throughline.warehouse.dimension.Dimensions;
import io.throughline.warehouse.fact.FactStore;
import io.throughline.warehouse.fact.TouchedFacts;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.DuckDbDialect;
import io.throughline.warehouse.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.duckdb.DuckDBConnection;

/** One opening of the database: the connection that writes and those that read. */
final class OpenWarehouse {
  private static final Set<String> NONE = Set.of();

  private final DuckDBConnection writer;
  private final ReadConnections readers;
  private final FactStore facts;
  private final DimensionStore dimensions;
  private final Derivation derivation;
  private final PutOff putOff = new PutOff(System::nanoTime);

  private OpenWarehouse(DuckDBConnection writer) {
    Dialect dialect = new DuckDbDialect();
    this.writer = writer;
    this.readers = new ReadConnections(writer);
    this.facts = new FactStore(writer, dialect);
    this.dimensions = new DimensionStore(writer, dialect);
    this.derivation = new Derivation(writer, dialect);
  }

  /**
   * Opens the file and makes the tables if it is a new one.
   *
   * @return null when the file was made by another version of the tables or scripts
   */
  static @org.jspecify.annotations.Nullable OpenWarehouse open(DuckDbFile file)
      throws SQLException {
    DuckDBConnection connection = file.open();
    OpenWarehouse open = new OpenWarehouse(connection);
    try {
      if (!open.fits()) {
        open.close();
        return null;
      }
      open.facts.create();
      open.derivation.create();
      open.position();
      open.catchUp();
      return open;
    } catch (SQLException e) {
      open.close();
      throw e;
    }
  }

  private boolean fits() throws SQLException {
    String wanted = SchemaFingerprint.CURRENT;
    try (Statement statement = writer.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (WHERE table_name = 'warehouse_schema')"
                    + " FROM information_schema.tables")) {
      tables.next();
      if (tables.getLong(1) > 0) {
        return tables.getLong(2) == 1 && wanted.equals(fingerprint());
      }
    }
    inTransaction(
        () -> {
          for (String ddl : Sql.statements(Sql.resource("schema.sql"))) {
            Sql.run(writer, ddl);
          }
          Sql.run(writer, "INSERT INTO warehouse_position VALUES (0)");
          Sql.run(writer, "INSERT INTO warehouse_pending VALUES (FALSE)");
          Sql.run(writer, "INSERT INTO warehouse_schema VALUES ('" + wanted + "')");
          // Until an organisation is loaded: nobody is known, and commits are believed for 90 days.
          Sql.run(writer, "INSERT INTO derive_setting VALUES (90, NULL, 60, 4, 24, 7, 10, 120)");
          facts.create();
          derivation.create();
          return NONE;
        });
    checkpoint();
    return true;
  }

  private String fingerprint() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet rows = statement.executeQuery("SELECT fingerprint FROM warehouse_schema")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  ReadConnections readers() {
    return readers;
  }

  long position() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT position FROM warehouse_position")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  Change apply(FactBatch batch) throws SQLException {
    TouchedFacts told = new TouchedFacts();
    Change change =
        inTransaction(
            () -> {
              told.addAll(
                  facts.apply(
                      batch.entries().stream()
                          .map(e -> new FactStore.Told(e.sequence(), e.channel(), e.mapped()))
                          .toList()));
              Sql.run(writer, "UPDATE warehouse_position SET position = " + batch.position());
              if (putOff.longer(batch.more(), told)) {
                if (putOff.isEmpty() && !told.isEmpty()) {
                  Sql.run(writer, "UPDATE warehouse_pending SET pending = TRUE");
                }
                return new Change(batch.position(), Set.of(), NONE, false);
              }
              return derive(batch.position(), told);
            });
    // Only what is committed counts: a rolled back batch comes again.
    putOff.committed(told);
    return change;
  }

  private Change derive(long position, TouchedFacts told) throws SQLException {
    TouchedFacts touched = putOff.with(told);
    putOff.begin();
    Set<String> teams = touched.isEmpty() ? NONE : derivation.touched(touched);
    if (!putOff.isEmpty()) {
      Sql.run(writer, "UPDATE warehouse_pending SET pending = FALSE");
    }
    putOff.end();
    return new Change(position, touched.tables(), teams, false);
  }

  /** Derives everything when a crash came between batches and their derivation. */
  private void catchUp() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT pending FROM warehouse_pending")) {
      if (!row.next() || !row.getBoolean(1)) {
        return;
      }
    }
    inTransaction(
        () -> {
          derivation.everything();
          Sql.run(writer, "UPDATE warehouse_pending SET pending = FALSE");
          return NONE;
        });
  }

  Change load(Organisation organisation, ToIntBiFunction<String, String> numbers, Instant lastHour)
      throws SQLException {
    return inTransaction(
        () -> {
          boolean changed = dimensions.load(new Dimensions(organisation, numbers), lastHour);
          if (changed) {
            derivation.everything();
          }
          return new Change(position(), NONE, NONE, changed);
        });
  }

  void checkpoint() throws SQLException {
    Sql.run(writer, "CHECKPOINT");
  }

  void close() throws SQLException {
    readers.close();
    writer.close();
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  // Begun and ended by statements: the bulk loader does not begin one by itself, it would commit.
  private <T> T inTransaction(Work<T> work) throws SQLException {
    Sql.run(writer, "BEGIN TRANSACTION");
    boolean done = false;
    try {
      T result = work.run();
      Sql.run(writer, "COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  private void rollback() {
    try {
      Sql.run(writer, "ROLLBACK");
    } catch (SQLException e) {
      // A failed commit has ended the transaction already, and what failed first is on its way up.
      System.getLogger(OpenWarehouse.class.getName())
          .log(System.Logger.Level.DEBUG, "nothing to roll back", e);
    }
  }
}
