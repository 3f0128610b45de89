package io.throughline.source.http;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What all requests to one source share: how many may be under way, until when all must wait, and
 * whether it is worth trying at all. Safe for several threads.
 */
public final class Gate {
  private static final int FAILURES = 5;
  private static final Duration OPEN = Duration.ofMinutes(5);

  private final Semaphore places;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<Instant> limited;
  private Instant pausedUntil = Instant.MIN;
  private Instant openUntil = Instant.MIN;
  private int failures;
  private String failedPath = "";
  private boolean severalPaths;
  private long wave;

  /**
   * @param limited told when the source makes everybody wait, and until when
   */
  public Gate(int places, Clock clock, Sleeper sleeper, Consumer<Instant> limited) {
    this.places = new Semaphore(places, true);
    this.clock = clock;
    this.sleeper = sleeper;
    this.limited = limited;
  }

  /**
   * Waits for a place and for the end of any pause.
   *
   * @return the wave that this request belongs to; give it back to {@link #failed}
   * @throws SourceException at once while the circuit is open
   */
  long enter() throws SourceException, InterruptedException {
    places.acquire();
    try {
      for (Optional<Duration> wait = toWait(); wait.isPresent(); wait = toWait()) {
        sleeper.sleep(wait.get());
      }
      return wave();
    } catch (SourceException | InterruptedException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  /** Gives the place back. */
  void leave() {
    places.release();
  }

  /** Makes every request wait until then. */
  void pause(Duration wait) {
    Instant until = clock.instant().plus(wait);
    synchronized (this) {
      if (!until.isAfter(pausedUntil)) {
        return;
      }
      pausedUntil = until;
    }
    limited.accept(until);
  }

  /** The source answered. */
  synchronized void succeeded() {
    failures = 0;
    failedPath = "";
    severalPaths = false;
    openUntil = Instant.MIN;
  }

  /**
   * A request failed. Requests of one wave fail together when a source goes down, so a wave counts
   * once, and a short fault does not look like five. One path that always fails is that path's
   * fault and does not close the source to all the others.
   */
  synchronized void failed(long itsWave, String path) {
    severalPaths |= !failedPath.isEmpty() && !failedPath.equals(path);
    failedPath = path;
    if (itsWave != wave) {
      return;
    }
    wave++;
    failures++;
    if (failures >= FAILURES && severalPaths) {
      openUntil = clock.instant().plus(OPEN);
    }
  }

  /** Until when the source is left alone, if it is. */
  public synchronized Optional<Instant> quietUntil() {
    Instant until = pausedUntil.isAfter(openUntil) ? pausedUntil : openUntil;
    return until.isAfter(clock.instant()) ? Optional.of(until) : Optional.empty();
  }

  /** Whether the source is left alone, so that trying again now is useless. */
  synchronized boolean isOpen() {
    return openUntil.isAfter(clock.instant());
  }

  private synchronized long wave() {
    return wave;
  }

  private synchronized Optional<Duration> toWait() throws SourceException {
    Instant now = clock.instant();
    if (openUntil.isAfter(now)) {
      throw new SourceException(
          Remedy.RETRY,
          "The source failed "
              + FAILURES
              + " times in a row; it is left alone until "
              + openUntil
              + ".");
    }
    return pausedUntil.isAfter(now)
        ? Optional.of(Duration.between(now, pausedUntil))
        : Optional.empty();
  }
}
