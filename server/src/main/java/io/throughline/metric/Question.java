package io.throughline.metric;

import io.throughline.model.time.Period;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about single observations.
 *
 * @param period the whole range
 * @param now nothing later is read
 * @param authorClass null for all
 * @param part null for all
 */
record Question(
    Slice slice, Period period, Instant now, @Nullable String authorClass, @Nullable String part) {
  Instant from() {
    return period.starts();
  }

  Instant to() {
    return earlier(period.ends());
  }

  /** The instant, or now when that is earlier. */
  Instant earlier(Instant instant) {
    return instant.isBefore(now) ? instant : now;
  }

  /** Weeks that end in the range. */
  List<Weeks.Week> weeks() {
    return Weeks.endingIn(List.of(period), slice.zone());
  }
}
