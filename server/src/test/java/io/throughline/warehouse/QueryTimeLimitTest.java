package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A question that would never end is ended, and nobody else waits for it. */
@Timeout(60)
class QueryTimeLimitTest {
  private static final String RUNAWAY =
      "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b";

  @TempDir Path folder;

  private static long one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long prepared(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void b10_aRunawayQuestionIsEndedAtItsLimitAndOthersAreFine() throws Exception {
    try (DuckDBConnection parent =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      ReadConnections readers = new ReadConnections(parent);
      long start = System.nanoTime();
      CompletableFuture<Long> runaway =
          CompletableFuture.supplyAsync(() -> run(readers, c -> prepared(c, RUNAWAY), 3));
      for (int i = 0; i < 5; i++) {
        assertThat(QueryTimeLimitTest.<Long>run(readers, c -> one(c, "SELECT 42"), 2))
            .isEqualTo(42);
      }
      assertThat(runaway).as("the others did not wait for it").isNotDone();
      assertThatThrownBy(runaway::join)
          .isInstanceOf(CompletionException.class)
          .hasRootCauseInstanceOf(SQLTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      // The connection of the runaway is not given to the next question.
      assertThat(QueryTimeLimitTest.<Long>run(readers, c -> one(c, "SELECT 43"), 2)).isEqualTo(43);
      readers.close();
    }
  }

  @Test
  void b10_manyStatementsOfOneQuestionShareItsLimit() throws Exception {
    try (DuckDBConnection parent =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      ReadConnections readers = new ReadConnections(parent);
      long start = System.nanoTime();
      assertThatThrownBy(
              () ->
                  run(
                      readers,
                      c -> {
                        while (true) {
                          one(c, "SELECT 1");
                        }
                      },
                      2))
          .hasRootCauseInstanceOf(SQLTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      readers.close();
    }
  }

  @Test
  void b10_theWarehouseItselfKnowsAnEndedQuestionAsOneThatTookTooLong() {
    try (DuckDbWarehouse warehouse =
        DuckDbWarehouse.open(WarehouseSettings.in(folder), Clock.systemUTC())) {
      assertThatThrownBy(
              () ->
                  warehouse.query(
                      c -> {
                        try (Statement statement = c.createStatement()) {
                          statement.setQueryTimeout(1); // in place of the ten seconds
                          return statement.executeQuery(RUNAWAY).next();
                        }
                      }))
          .isInstanceOf(WarehouseException.class)
          .hasCauseInstanceOf(SQLTimeoutException.class);
      assertThat(warehouse.<Long>query(c -> one(c, "SELECT 44"))).isEqualTo(44);
    }
  }

  private static <T> T run(ReadConnections readers, Warehouse.Query<T> query, int seconds) {
    try {
      return readers.run(query, seconds);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
