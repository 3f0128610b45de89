package io.throughline.metric;

import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of one answer have in common.
 *
 * @param grain of the periods
 * @param periods in order and adjoining, not empty
 * @param now nothing later is read
 * @param authorClass null for all
 * @param intervals whether medians come with their interval (it costs a sort of each group)
 */
record Question(
    Slice slice,
    Grain grain,
    List<Period> periods,
    Instant now,
    @Nullable String authorClass,
    boolean intervals) {

  Instant from() {
    return periods.getFirst().starts();
  }

  Instant to() {
    return earlier(periods.getLast().ends());
  }

  /** The instant, or now when that is earlier. */
  Instant earlier(Instant instant) {
    return instant.isBefore(now) ? instant : now;
  }

  /** Weeks that end in the periods. */
  List<Weeks.Week> weeks() {
    return Weeks.endingIn(periods, slice.zone());
  }

  /** The beginning of everything that any metric of the answer reads. */
  Instant earliest() {
    List<Weeks.Week> weeks = weeks();
    return weeks.isEmpty() || from().isBefore(weeks.getFirst().starts())
        ? from()
        : weeks.getFirst().starts();
  }
}
