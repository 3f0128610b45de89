package io.throughline.ingest.collect;

import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Wishes to read single things again, because a webhook told only a part. The same wish within a
 * moment is one wish, so that a burst of events about one merge request costs one reading. What
 * does not fit or fails for good is left to the next poll, which owns completeness.
 */
final class RefreshQueue {
  /** What reads one thing. */
  interface Reading {
    boolean read(Refresh wish) throws SourceException, InterruptedException;
  }

  static final Duration MOMENT = Duration.ofMillis(500);
  private static final System.Logger LOG = System.getLogger(RefreshQueue.class.getName());
  private static final int MOST = 10_000;
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private record Due(Refresh wish, long atNanos, int tries) {}

  private final Map<Refresh, Due> waiting = new LinkedHashMap<>();
  private final Reading reading;

  RefreshQueue(Reading reading) {
    this.reading = reading;
  }

  /**
   * Takes a wish.
   *
   * @return false when too many are waiting
   */
  synchronized boolean offer(Refresh wish) {
    if (!waiting.containsKey(wish)) {
      if (waiting.size() >= MOST) {
        return false;
      }
      waiting.put(wish, new Due(wish, System.nanoTime() + MOMENT.toNanos(), 0));
      notifyAll();
    }
    return true;
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Reads what is due, for ever; several threads may do so. */
  void work() throws InterruptedException {
    while (true) {
      Due due = next();
      try {
        if (!reading.read(due.wish())) {
          LOG.log(System.Logger.Level.DEBUG, "No feed knows how to read {0}", due.wish());
        }
      } catch (SourceException e) {
        failed(due, e);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "Reading " + due.wish() + " again broke off", e);
      }
    }
  }

  private synchronized Due next() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      Optional<Due> first = first(now);
      if (first.isPresent()) {
        return first.get();
      }
      long soonest =
          waiting.values().stream().mapToLong(due -> due.atNanos() - now).min().orElse(0);
      wait(Math.max(soonest == 0 ? 0 : 1, soonest / 1_000_000));
    }
  }

  private Optional<Due> first(long now) {
    for (Iterator<Due> all = waiting.values().iterator(); all.hasNext(); ) {
      Due due = all.next();
      if (due.atNanos() - now <= 0) {
        all.remove();
        return Optional.of(due);
      }
    }
    return Optional.empty();
  }

  private synchronized void failed(Due due, SourceException e) {
    boolean again = e.remedy() == Remedy.RETRY && due.tries() + 1 < TRIES && waiting.size() < MOST;
    LOG.log(
        System.Logger.Level.DEBUG,
        "Reading {0} again failed: {1}; {2}",
        due.wish(),
        e.getMessage(),
        again ? "tried once more" : "left to the next poll");
    if (again) {
      long pause = PAUSE.toNanos() << due.tries();
      waiting.putIfAbsent(
          due.wish(), new Due(due.wish(), System.nanoTime() + pause, due.tries() + 1));
      notifyAll();
    }
  }
}
