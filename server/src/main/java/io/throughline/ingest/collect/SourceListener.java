package io.throughline.ingest.collect;

import io.throughline.ledger.LedgerException;
import io.throughline.source.FeedRun;
import io.throughline.source.Follower;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one connection over which a source tells of changes by itself, and makes a new one when
 * it ends. It only makes things known sooner: the source is polled as if there were none, so that a
 * source that refuses, or a proxy that cuts, costs nothing but the time to the next poll.
 */
final class SourceListener {
  private static final System.Logger LOG = System.getLogger(SourceListener.class.getName());

  /** Proxies end what lasts for long; that is no fault. */
  private static final Duration LASTED = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(15);

  private final String sourceId;
  private final Follower follower;
  private final Supplier<FeedRun> runs;
  private final Predicate<Refresh> wishes;
  private final Clock clock;
  private final Sleeper sleeper;
  private volatile Listening state = Listening.NOT_YET;

  /**
   * @param runs gives a reading of the follower's feed
   * @param wishes takes wishes to read other things again
   */
  SourceListener(
      String sourceId,
      Follower follower,
      Supplier<FeedRun> runs,
      Predicate<Refresh> wishes,
      Clock clock,
      Sleeper sleeper) {
    this.sourceId = sourceId;
    this.follower = follower;
    this.runs = runs;
    this.wishes = wishes;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  Listening state() {
    return state;
  }

  /** Listens for ever. */
  void work() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      long start = System.nanoTime();
      SourceException failure = once();
      boolean lasted = state.connected() && System.nanoTime() - start >= LASTED.toNanos();
      if (lasted) {
        pause = FIRST_PAUSE;
      }
      boolean refused = failure != null && failure.remedy() != Remedy.RETRY;
      String message = failure == null ? null : String.valueOf(failure.getMessage());
      state = new Listening(false, clock.instant(), state.lastEvent(), message);
      LOG.log(
          System.Logger.Level.DEBUG, "Source {0} is not listened to now: {1}", sourceId, message);
      sleeper.sleep(refused ? REFUSED_PAUSE : pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
  }

  /** One connection, to its end; null when it ended as connections do. */
  private @Nullable SourceException once() throws InterruptedException {
    try {
      follower.follow(runs.get(), new Heard());
      return null;
    } catch (SourceException e) {
      return e;
    } catch (LedgerException e) {
      LOG.log(System.Logger.Level.WARNING, "What " + sourceId + " told could not be stored", e);
      return new SourceException(
          Remedy.RETRY, "What was told cannot be stored: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Listening to the source " + sourceId + " broke off", e);
      return new SourceException(
          Remedy.RETRY, "Listening broke off by a fault of this server; its log tells more.", e);
    }
  }

  private final class Heard implements Follower.Hearing {
    @Override
    public void connected() {
      state = new Listening(true, clock.instant(), state.lastEvent(), null);
    }

    @Override
    public void heard() {
      state = new Listening(true, state.since(), clock.instant(), null);
    }

    @Override
    public void wish(Refresh wish) {
      if (!wishes.test(wish)) {
        LOG.log(System.Logger.Level.DEBUG, "{0} is left to the next poll", wish);
      }
    }
  }
}
