package io.throughline.source.pagerduty;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an incident was snoozed. A snooze ends when somebody acknowledges or resolves the
 * incident, when it is unacknowledged or reopened, or when another snooze takes its place; where
 * nothing of it is told, at its planned end, as far as that has come.
 */
final class Snoozes {
  private final Instant known;
  private @Nullable Instant began;
  private @Nullable Instant planned;
  private long seconds;

  /**
   * @param known up to when the log is known: a planned end beyond it has not come yet
   */
  Snoozes(Instant known) {
    this.known = known;
  }

  /** Somebody snoozes the incident. */
  void begin(Instant at, @Nullable Instant plannedEnd) {
    end(at);
    began = at;
    planned = plannedEnd;
  }

  /** Something happens that ends a snooze, if there is one. */
  void end(Instant at) {
    if (began != null) {
      seconds += between(began, planned == null || at.isBefore(planned) ? at : planned);
    }
    began = null;
    planned = null;
  }

  /** Seconds in all, after the last entry of the log. */
  long seconds() {
    if (began != null && planned != null) {
      end(known);
    }
    return seconds;
  }

  private static long between(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }
}
