package io.throughline.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;

/** The one connection that writes, with the hot statements prepared. For one thread. */
final class WriteConnection implements AutoCloseable {
  private static final String INSERT =
      """
      INSERT INTO delivery (source, channel, kind, key_hash, context, received_at, codec, size,
                            body_hash, checksum, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, key_hash) DO NOTHING
      RETURNING seq
      """;
  private static final String FIRST =
      "SELECT seq, body_hash FROM delivery WHERE source = ? AND key_hash = ?";

  private final Connection connection;
  private final Handle handle;
  private final PreparedStatement insert;
  private final PreparedStatement first;
  private long lastInserted;

  WriteConnection(Connection connection) throws SQLException {
    this.connection = connection;
    this.handle = Jdbi.create(connection).open();
    this.insert = connection.prepareStatement(INSERT);
    this.first = connection.prepareStatement(FIRST);
    connection.setAutoCommit(false);
    // Transactions are begun and ended here, not by JDBI.
    handle.getConfig(Handles.class).setForceEndTransactions(false);
  }

  /** For the statements that are not hot. */
  Handle handle() {
    return handle;
  }

  /** The highest number given since the last commit or rollback; 0 when there is none. */
  long lastInserted() {
    return lastInserted;
  }

  Appended insert(PackedDelivery delivery) throws SQLException {
    insert.setInt(1, delivery.source());
    insert.setInt(2, delivery.channel());
    insert.setString(3, delivery.kind());
    insert.setBytes(4, delivery.keyHash());
    insert.setString(5, delivery.context());
    insert.setLong(6, delivery.receivedAtMicros());
    insert.setInt(7, delivery.codec());
    insert.setInt(8, delivery.size());
    insert.setBytes(9, delivery.bodyHash());
    insert.setLong(10, delivery.checksum());
    insert.setBytes(11, delivery.body());
    try (ResultSet row = insert.executeQuery()) {
      if (row.next()) {
        lastInserted = row.getLong(1);
        return new Appended(lastInserted, false, false);
      }
    }
    return repeated(delivery);
  }

  private Appended repeated(PackedDelivery delivery) throws SQLException {
    first.setInt(1, delivery.source());
    first.setBytes(2, delivery.keyHash());
    try (ResultSet row = first.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the index of delivery keys disagrees with its table", "", 11);
      }
      boolean other = !Arrays.equals(row.getBytes(2), delivery.bodyHash());
      return new Appended(row.getLong(1), true, other);
    }
  }

  void commit() throws SQLException {
    connection.commit();
    lastInserted = 0;
  }

  void rollback() throws SQLException {
    lastInserted = 0;
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        insert;
        first) {
      handle.close();
    }
  }
}
