package io.throughline.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer. It takes what has gathered while the last commit went to the disk, up to 200
 * pieces of work, and commits it as one transaction: under load the cost of a sync is shared, alone
 * nobody waits for others.
 */
final class GroupWriter implements AutoCloseable {
  /** A piece of work inside a transaction that others share; it must not commit. */
  @FunctionalInterface
  interface Work<T> {
    T run(WriteConnection connection) throws SQLException;
  }

  /** Opens the writing connection. */
  @FunctionalInterface
  interface Opener {
    WriteConnection open() throws SQLException;
  }

  static final int QUEUE = 4_096;
  private static final int GROUP = 200;
  private static final long WAIT_SECONDS = 30;
  private static final String CLOSED = "the ledger is closed";
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final System.Logger LOG = System.getLogger(GroupWriter.class.getName());

  private record Queued<T>(Work<T> work, CompletableFuture<T> done) {
    T run(WriteConnection connection) throws SQLException {
      return work.run(connection);
    }
  }

  private final ArrayBlockingQueue<Queued<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Opener opener;
  private final LongConsumer committed;
  private final Supplier<@Nullable Work<?>> background;
  private final Consumer<SQLException> damaged;
  private final Thread thread;
  private @Nullable WriteConnection connection;
  private long lastTick = System.nanoTime();
  private volatile @Nullable String problem;
  private volatile boolean closing;

  /**
   * @param committed told the highest new delivery number after a commit, before any caller is
   * @param background asked about once a second for work of the ledger's own; null: none
   * @param damaged told when the file turns out to be damaged
   */
  GroupWriter(
      Opener opener,
      LongConsumer committed,
      Supplier<@Nullable Work<?>> background,
      Consumer<SQLException> damaged)
      throws SQLException {
    this.opener = opener;
    this.committed = committed;
    this.background = background;
    this.damaged = damaged;
    this.connection = opener.open();
    this.thread = Thread.ofPlatform().name("ledger-writer").start(this::loop);
  }

  /** Queues work, or fails at once when the queue is full or closed. */
  <T> CompletableFuture<T> submit(Work<T> work) {
    Queued<T> queued = queued(work);
    if (closing) {
      fail(queued, new LedgerException(CLOSED));
    } else if (!queue.offer(queued)) {
      fail(queued, new LedgerException("busy: %d deliveries wait to be stored".formatted(QUEUE)));
    } else if (closing && queue.remove(queued)) {
      fail(queued, new LedgerException(CLOSED)); // it slipped in after the writer had gone
    }
    return queued.done();
  }

  /** Runs work and waits for its commit; waits for room in the queue, too. */
  <T> T call(Work<T> work) {
    Queued<T> queued = queued(work);
    try {
      if (closing || !queue.offer(queued, WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new LedgerException(closing ? CLOSED : "the ledger is busy");
      }
      return queued.done().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while storing", e);
    } catch (TimeoutException e) {
      throw new LedgerException("the ledger does not answer within 30 s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LedgerException known) {
        throw known;
      }
      throw new LedgerException("the ledger cannot store: " + e.getCause(), e);
    }
  }

  /** What keeps the ledger from storing; null when it is well. */
  @Nullable String problem() {
    return problem;
  }

  /** How much work waits. */
  int waiting() {
    return queue.size();
  }

  private void loop() {
    List<Queued<?>> group = new ArrayList<>(GROUP);
    while (!closing || !queue.isEmpty()) {
      group.clear();
      try {
        Queued<?> head = queue.poll(closing ? 0 : TICK_NANOS, TimeUnit.NANOSECONDS);
        if (head != null) {
          group.add(head);
          queue.drainTo(group, GROUP - 1);
        }
      } catch (InterruptedException e) {
        closing = true; // whoever interrupts wants an end; what is queued is still stored
      }
      tick(group);
      if (!group.isEmpty()) {
        commit(group);
      }
    }
  }

  private void tick(List<Queued<?>> group) {
    if (System.nanoTime() - lastTick < TICK_NANOS) {
      return;
    }
    lastTick = System.nanoTime();
    Work<?> own = background.get();
    if (own != null) {
      group.add(queued(own));
    } else if (problem != null && group.isEmpty()) {
      group.add(queued(GroupWriter::probe)); // so that it gets well without waiting for a sender
    }
  }

  private static <T> Queued<T> queued(Work<T> work) {
    return new Queued<>(work, new CompletableFuture<>());
  }

  private static Integer probe(WriteConnection c) {
    return c.handle()
        .execute(
            "INSERT INTO setting (name, value) VALUES ('ledger.probe', '1')"
                + " ON CONFLICT (name) DO UPDATE SET value = value + 1");
  }

  private void commit(List<Queued<?>> group) {
    try {
      transaction(group);
    } catch (SQLException | RuntimeException e) {
      SQLException cause = sql(e);
      if (cause != null && SqliteError.of(cause) != SqliteError.STATEMENT) {
        broken(cause);
        fail(group, cause);
      } else if (group.size() == 1) {
        fail(group, e);
      } else {
        // One of them is wrong; the others must not suffer for it.
        for (Queued<?> one : group) {
          commit(List.of(one));
        }
      }
    }
  }

  private void transaction(List<Queued<?>> group) throws SQLException {
    WriteConnection c = connection;
    if (c == null) {
      c = opener.open();
      connection = c;
    }
    List<Runnable> answers = new ArrayList<>(group.size());
    try {
      for (Queued<?> one : group) {
        answers.add(run(one, c));
      }
      long newest = c.lastInserted();
      c.commit();
      if (problem != null) {
        LOG.log(System.Logger.Level.INFO, "the ledger stores again");
        problem = null;
      }
      if (newest > 0) {
        committed.accept(newest);
      }
    } catch (SQLException | RuntimeException e) {
      rollback(c, e);
      throw e;
    }
    answers.forEach(Runnable::run);
  }

  private static <T> Runnable run(Queued<T> one, WriteConnection c) throws SQLException {
    T result = one.run(c);
    return () -> one.done().complete(result);
  }

  private void rollback(WriteConnection c, Exception reason) {
    try {
      c.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
      drop();
    }
  }

  private void broken(SQLException cause) {
    if (problem == null) {
      LOG.log(System.Logger.Level.ERROR, "the ledger cannot store: {0}", cause.getMessage());
    }
    problem = "the ledger cannot store: " + cause.getMessage();
    if (SqliteError.of(cause) == SqliteError.DAMAGE) {
      damaged.accept(cause);
    }
    drop(); // a fresh connection next time: after an I/O error the old one is not to be trusted
  }

  private void drop() {
    WriteConnection c = connection;
    connection = null;
    if (c != null) {
      try {
        c.close();
      } catch (SQLException | RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "closing a broken connection failed", e);
      }
    }
  }

  private static void fail(List<Queued<?>> group, Exception cause) {
    LedgerException failure =
        new LedgerException("the ledger cannot store: " + cause.getMessage(), cause);
    group.forEach(one -> fail(one, failure));
  }

  private static void fail(Queued<?> one, LedgerException failure) {
    one.done().completeExceptionally(failure);
  }

  private static @Nullable SQLException sql(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  /** Stores what is queued, then closes. */
  @Override
  public void close() {
    closing = true;
    boolean woken = queue.offer(queued(c -> 0));
    if (!woken) {
      LOG.log(System.Logger.Level.DEBUG, "the queue is full, which wakes the writer as well");
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Queued<?>> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(one -> fail(one, new LedgerException(CLOSED)));
    drop();
  }
}
