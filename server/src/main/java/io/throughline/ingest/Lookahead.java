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
    if (run.isPresent() && ledger.head() - run.get().last() >= limit) {
      long next = run.get().last();
      begun = new Begun(next, thread.submit(() -> read(next)));
    }
    return run;
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
