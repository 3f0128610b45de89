package io.throughline.warehouse;

import io.throughline.warehouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;

/**
 * Connections for asking. Each question runs in a transaction that the database itself holds to
 * reading, and sees one state from its first statement to its last.
 */
final class ReadConnections {
  private final DuckDBConnection parent;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

  ReadConnections(DuckDBConnection parent) {
    this.parent = parent;
  }

  <T> T run(Warehouse.Query<T> query, int seconds) throws SQLException {
    Connection connection = idle.poll();
    if (connection == null) {
      connection = parent.duplicate();
    }
    boolean sound = false;
    try {
      Sql.run(connection, "BEGIN TRANSACTION READ ONLY");
      T result;
      try {
        result = query.run(TimedConnection.of(connection, seconds));
      } finally {
        Sql.run(connection, "ROLLBACK");
      }
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.add(connection);
      } else {
        connection.close();
      }
    }
  }

  void close() throws SQLException {
    for (Connection c = idle.poll(); c != null; c = idle.poll()) {
      c.close();
    }
  }
}
