package io.throughline.simulator.world;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The world's time in epoch milliseconds: it runs like the wall clock from any start, or stands.
 */
public final class WorldClock implements LongSupplier {
  private final AtomicLong offset;
  private final boolean frozen;

  /**
   * A clock that shows {@code now} at this moment.
   *
   * @param frozen true when it moves only by {@link #move}
   */
  public WorldClock(Instant now, boolean frozen) {
    this.frozen = frozen;
    this.offset = new AtomicLong(now.toEpochMilli() - (frozen ? 0 : System.currentTimeMillis()));
  }

  @Override
  public long getAsLong() {
    return offset.get() + (frozen ? 0 : System.currentTimeMillis());
  }

  /** Turns the clock forward. */
  public void move(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("time does not run backwards");
    }
    offset.addAndGet(millis);
  }
}
