package io.throughline.sprint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket's fields held and when it was in, oldest first.
 *
 * @param key as it is now
 * @param judgedAt when the ticket began to count: the start, or when it came in
 * @param stays when it was in the sprint, or on the board
 * @param estimates numbers in points or hours
 */
record History(
    String key,
    Instant judgedAt,
    List<Span> stays,
    List<Span> statuses,
    List<Span> estimates,
    List<Span> outcomes) {
  History {
    stays = List.copyOf(stays);
    statuses = List.copyOf(statuses);
    estimates = List.copyOf(estimates);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * A value from one instant up to, not including, another.
   *
   * @param category of a status; null for others
   */
  record Span(String value, @Nullable String category, Instant from, Instant to) {
    boolean covers(Instant at) {
      return !from.isAfter(at) && to.isAfter(at);
    }
  }

  /** Whether it is in at an instant; at the close also what leaves with it. */
  boolean in(Instant at, @Nullable Instant close) {
    return stays.stream()
        .anyMatch(
            s -> s.covers(at) || at.equals(close) && !s.from.isAfter(at) && !s.to.isBefore(at));
  }

  boolean done(Instant at) {
    return status(at).map(Span::category).filter("done"::equals).isPresent() && !dropped(at);
  }

  /** Whether it is taken for won't do or a duplicate. */
  boolean dropped(Instant at) {
    return outcomes.stream()
        .anyMatch(s -> s.covers(at) && (s.value.equals("wont_do") || s.value.equals("duplicate")));
  }

  /** What counts at an instant: what is in, and what is done although it was taken out. */
  boolean counts(Instant at, @Nullable Instant close) {
    return !judgedAt.isAfter(at) && !dropped(at) && (in(at, close) || done(at));
  }

  /** Since when it is done, of one that is done at an instant. */
  Instant doneSince(Instant at) {
    return statuses.stream()
        .filter(s -> !s.from.isAfter(at) && !"done".equals(s.category))
        .map(Span::to)
        .max(Instant::compareTo)
        .orElseGet(() -> statuses.getFirst().from);
  }

  Optional<Span> status(Instant at) {
    return statuses.stream().filter(s -> s.covers(at)).findFirst();
  }

  /** Null when nobody had estimated it. */
  @Nullable Double estimate(Instant at) {
    return estimates.stream()
        .filter(s -> s.covers(at))
        .findFirst()
        .map(s -> Double.valueOf(s.value))
        .orElse(null);
  }

  /** What it weighs; without an estimate nothing. */
  double weight(Instant at, boolean byCount) {
    Double estimate = estimate(at);
    return byCount ? 1 : estimate == null ? 0 : estimate;
  }
}
