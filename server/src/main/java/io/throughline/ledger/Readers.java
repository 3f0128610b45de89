package io.throughline.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** A few connections that cannot write, lent out one user at a time. */
final class Readers implements AutoCloseable {
  /** Reads on a borrowed connection. */
  @FunctionalInterface
  interface Read<T> {
    T run(Handle handle) throws SQLException;
  }

  private static final int COUNT = 4;
  private static final long WAIT_SECONDS = 10;

  private final ArrayBlockingQueue<Handle> free = new ArrayBlockingQueue<>(COUNT);

  private final Consumer<SQLException> damaged;
  private volatile boolean closed;

  /**
   * @param damaged told when the file turns out to be damaged
   */
  Readers(LedgerFile file, Consumer<SQLException> damaged) throws SQLException {
    this.damaged = damaged;
    for (int i = 0; i < COUNT; i++) {
      Connection connection = file.read();
      Handle handle = Jdbi.create(connection).open();
      free.add(handle);
    }
  }

  <T> T read(Read<T> read) {
    Handle handle = take();
    try {
      return read.run(handle);
    } catch (SQLException e) {
      throw unreadable(e, e);
    } catch (JdbiException e) {
      throw unreadable(e, e.getCause());
    } finally {
      free.add(handle);
    }
  }

  private LedgerException unreadable(Exception e, @Nullable Throwable cause) {
    if (cause instanceof SQLException sql && SqliteError.of(sql) == SqliteError.DAMAGE) {
      damaged.accept(sql);
    }
    return new LedgerException("the ledger cannot be read: " + e.getMessage(), e);
  }

  private Handle take() {
    if (closed) {
      throw new LedgerException("the ledger is closed");
    }
    return next();
  }

  private Handle next() {
    try {
      Handle handle = free.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (handle == null) {
        throw new LedgerException("too many read the ledger at once");
      }
      return handle;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while reading", e);
    }
  }

  /** Waits for those who read, then closes. */
  @Override
  public void close() {
    closed = true;
    for (int i = 0; i < COUNT; i++) {
      Handle handle = next();
      try (Connection connection = handle.getConnection()) {
        handle.close();
      } catch (SQLException e) {
        throw new LedgerException("a reading connection cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
