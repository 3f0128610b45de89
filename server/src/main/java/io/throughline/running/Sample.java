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

  /** Requests of both together. Errors that one of them does not tell are not known of both. */
  Sample and(Sample other) {
    return new Sample(
        at,
        Math.max(seconds, other.seconds),
        sum(requests, other.requests),
        sum(errors, other.errors),
        p95 == null
            ? other.p95
            : other.p95 == null ? p95 : Double.valueOf(Math.max(p95, other.p95)),
        null,
        null);
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? null : Long.valueOf(a + b);
  }
}
