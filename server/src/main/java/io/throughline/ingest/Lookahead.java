package io.throughline.ingest;

import io.throughline.ledger.Ledger;
import io.throughline.source.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads and maps the next run while the last one is being committed. For one caller. */
final class Lookahead implements AutoCloseable {
  private static final int LEAST = 1_000;

  private record Begun(long after, Future<Optional<MappedRun>> run) {}

  private final Ledger ledger;
  private final Mapping mapping;
  private final int limit;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("lookahead").factory());
  private @Nullable Begun begun;

  Lookahead(Ledger ledger, Mapping mapping, int limit) {
    this.ledger = ledger;
    this.mapping = mapping;
    this.limit = limit;
  }

  /** The run after a number; empty when no readable delivery lies behind it. */
  Optional<MappedRun> after(long position) throws InterruptedException {
    Begun earlier = begun;
    begun = null;
    Optional<MappedRun> run =
        earlier != null && earlier.after() == position ? await(earlier.run()) : read(position);
    run.ifPresent(this::begin);
    return run;
  }

  /**
   * Begins the next run if as much waits as this one held; a run of what trickles in would be a
   * small one, and each costs a commit.
   */
  private void begin(MappedRun run) {
    long waiting = ledger.head() - run.last();
    if (waiting >= Math.min(limit, Math.max(run.all().size(), LEAST))) {
      begun = new Begun(run.last(), thread.submit(() -> read(run.last())));
    }
  }

  /** Throws away what was begun. */
  void forget() {
    if (begun != null) {
      begun.run().cancel(true);
      begun = null;
    }
  }

  private Optional<MappedRun> read(long after) throws InterruptedException {
    List<Delivery> deliveries = ledger.read(after, limit);
    return deliveries.isEmpty() ? Optional.empty() : Optional.of(mapping.map(deliveries));
  }

  private static Optional<MappedRun> await(Future<Optional<MappedRun>> run)
      throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
