package io.throughline.ingest.collect;

import io.throughline.ledger.Ledger;
import io.throughline.ledger.LedgerException;
import io.throughline.source.Feed;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.http.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one source: all feeds in their order, never twice at once. */
final class SourceCollector implements AutoCloseable {
  /** How a run ended. */
  enum Outcome {
    COMPLETE,
    FAILED,
    STOPPED,
    ALREADY_RUNNING
  }

  private static final System.Logger LOG = System.getLogger(SourceCollector.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Connection connection;
  private final Ledger ledger;
  private final Clock clock;
  private final Sleeper sleeper;
  private final JdkHttpDoor door;
  private final SourceState state;
  private final AtomicBoolean lease = new AtomicBoolean();

  /**
   * @throws IllegalArgumentException when the source's address may never be asked, saying why
   */
  SourceCollector(Connection connection, Ledger ledger, Doors doors) {
    this.connection = connection;
    this.ledger = ledger;
    this.clock = doors.clock();
    this.sleeper = doors.sleeper();
    this.state = new SourceState(ledger, id(), clock);
    this.door = doors.open(connection, state::limited);
  }

  String id() {
    return connection.config().id();
  }

  boolean isRunning() {
    return lease.get();
  }

  /** Reads all that is new. A feed that fails does not stop the others while the source answers. */
  Outcome run() throws InterruptedException {
    if (!lease.compareAndSet(false, true)) {
      return Outcome.ALREADY_RUNNING;
    }
    try {
      state.running();
      SourceException failure = feeds();
      tellSkew();
      return told(failure);
    } catch (LedgerException e) {
      LOG.log(System.Logger.Level.WARNING, "Source " + id() + " could not be stored", e);
      state.failing("What was read cannot be stored: " + e.getMessage(), nextTry());
      return Outcome.FAILED;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Reading the source " + id() + " broke off", e);
      state.failing("Reading broke off by a fault of this server; its log tells more.", nextTry());
      return Outcome.FAILED;
    } finally {
      lease.set(false);
    }
  }

  private @Nullable SourceException feeds() throws InterruptedException {
    SourceException failure = null;
    for (Feed feed : connection.system().feeds()) {
      try {
        feed.read(run(feed));
      } catch (SourceException e) {
        failure = failure == null || e.remedy() == Remedy.PERSON ? e : failure;
        if (e.remedy() == Remedy.PERSON || door.gate().quietUntil().isPresent()) {
          return failure;
        }
      }
    }
    return failure;
  }

  private Outcome told(@Nullable SourceException failure) {
    if (failure == null) {
      state.idle();
      return Outcome.COMPLETE;
    }
    String message = String.valueOf(failure.getMessage());
    LOG.log(System.Logger.Level.INFO, "Source {0}: {1}", id(), message);
    if (failure.remedy() == Remedy.PERSON) {
      state.stopped(message);
      return Outcome.STOPPED;
    }
    state.failing(message, nextTry());
    return Outcome.FAILED;
  }

  /** When a failed run is worth trying again. */
  Instant nextTry() {
    Duration poll = Duration.ofSeconds(connection.config().pollSeconds());
    Instant soon = clock.instant().plus(poll.compareTo(LONGEST_PAUSE) < 0 ? poll : LONGEST_PAUSE);
    return door.gate().quietUntil().filter(quiet -> quiet.isAfter(soon)).orElse(soon);
  }

  /**
   * Reads one thing again.
   *
   * @return false when no feed knows such a thing
   */
  boolean refresh(Refresh wish) throws SourceException, InterruptedException {
    for (Feed feed : connection.system().feeds()) {
      if (feed.refresh(run(feed), wish)) {
        return true;
      }
    }
    return false;
  }

  /** One sentence about the source, or why it cannot be used. */
  String check() throws SourceException, InterruptedException {
    return connection.system().check(door);
  }

  /**
   * What listens to this source; empty where it does not tell by itself or is not to.
   *
   * @param wishes takes wishes to read other things again
   */
  Optional<SourceListener> listener(Predicate<Refresh> wishes) {
    return connection
        .system()
        .follower()
        .filter(follower -> follower.isWanted(connection.config().settings()))
        .map(
            follower ->
                new SourceListener(
                    id(), follower, () -> run(follower.feed()), wishes, clock, sleeper));
  }

  private LedgerRun run(Feed feed) {
    return run(feed.id());
  }

  private LedgerRun run(String feed) {
    return new LedgerRun(ledger, connection.config(), feed, door, clock, state::alive);
  }

  private void tellSkew() {
    String told =
        door.skew()
            .map(
                skew ->
                    "The source's clock differs from ours by "
                        + skew.abs().toMinutes()
                        + " min "
                        + skew.abs().toSecondsPart()
                        + " s ("
                        + (skew.isNegative() ? "it is behind" : "it is ahead")
                        + "). What is read is not affected; ages may look wrong. Let both machines"
                        + " keep time by NTP.")
            .orElse(null);
    new LedgerRun(ledger, connection.config(), "source", door, clock, state::alive)
        .notice("clock", told);
  }

  @Override
  public void close() {
    door.close();
  }
}
