package io.throughline.running;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a service in one stretch, over all that runs of it.
 *
 * @param seconds how long the stretch is
 * @param p95 of the stretch itself, in milliseconds; of several running things the worst
 * @param cpu cores, together
 * @param memory bytes, together
 */
record Sample(
    Instant at,
    int seconds,
    @Nullable Long requests,
    @Nullable Long errors,
    @Nullable Double p95,
    @Nullable Double cpu,
    @Nullable Double memory) {

  /** Requests a minute; null where they are not known. */
  @Nullable Double perMinute() {
    return requests == null ? null : requests * 60.0 / seconds;
  }
}
