package io.throughline.ingest;

import io.throughline.ledger.Ledger;
import io.throughline.model.org.Organisation;
import io.throughline.warehouse.Change;
import io.throughline.warehouse.Warehouse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the warehouse again from the first delivery on. Webhooks go on being accepted meanwhile:
 * they are stored, and carried over after what was there before.
 */
public final class Rebuild {
  private static final long LOOK_MILLIS = 100;

  /**
   * How far it has come.
   *
   * @param done deliveries carried over, by number
   * @param total number of the last delivery when it began
   * @param perSecond mean rate so far; 0 before the first run is in
   * @param left time that the rest takes at that rate; null before it is known
   */
  public record Progress(long done, long total, double perSecond, @Nullable Duration left) {
    static Progress of(long done, long total, Duration taken) {
      double seconds = taken.toNanos() / 1e9;
      double rate = done == 0 || seconds == 0 ? 0 : done / seconds;
      Duration left =
          rate == 0 ? null : Duration.ofMillis(Math.round((total - done) / rate * 1_000));
      return new Progress(done, total, rate, left);
    }

    /** Whether all is in. */
    public boolean finished() {
      return done >= total;
    }
  }

  private final Ledger ledger;
  private final Warehouse warehouse;
  private final Projection projection;
  private final ChangeFeed changes;
  private final LongSupplier nanos;

  public Rebuild(Ledger ledger, Warehouse warehouse, Projection projection, ChangeFeed changes) {
    this(ledger, warehouse, projection, changes, System::nanoTime);
  }

  Rebuild(
      Ledger ledger,
      Warehouse warehouse,
      Projection projection,
      ChangeFeed changes,
      LongSupplier nanos) {
    this.ledger = ledger;
    this.warehouse = warehouse;
    this.projection = projection;
    this.changes = changes;
    this.nanos = nanos;
  }

  /**
   * Clears the warehouse, loads the organisation and waits until every delivery that the ledger had
   * at the beginning is in, or a person must act.
   *
   * @param progress told about ten times a second, at least once at the end
   * @return how it ended: {@code RUNNING}, or {@code PAUSED} with its message
   */
  public ProjectionStatus run(Organisation organisation, Consumer<Progress> progress)
      throws InterruptedException {
    long total = ledger.head();
    long begin = nanos.getAsLong();
    begin(organisation, total);
    while (true) {
      ProjectionStatus status = projection.status();
      long done = Math.min(status.position(), total);
      Progress now = Progress.of(done, total, Duration.ofNanos(nanos.getAsLong() - begin));
      progress.accept(now);
      boolean stuck =
          status.state() == ProjectionStatus.State.PAUSED
              || status.state() == ProjectionStatus.State.STOPPED;
      if (now.finished() || stuck) {
        changes.publish(new Change(status.position(), Set.of(), Set.of(), true));
        return status;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void begin(Organisation organisation, long total) throws InterruptedException {
    try {
      projection
          .restart(
              () -> {
                warehouse.clear();
                warehouse.load(organisation, ledger::number);
              },
              total)
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
