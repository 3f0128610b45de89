package io.throughline.model.time;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A half-open run of local days, {@code [from, to)}, in a zone.
 *
 * @param starts the instant at which {@code from} begins in the zone
 * @param ends the instant at which {@code to} begins in the zone
 * @param sprint whose days they are; null for days of the calendar, and where several sprints
 *     started and ended together
 */
public record Period(
    LocalDate from, LocalDate to, Instant starts, Instant ends, @Nullable Sprint sprint) {

  /** Days of the calendar. */
  public Period(LocalDate from, LocalDate to, Instant starts, Instant ends) {
    this(from, to, starts, ends, null);
  }

  /** A sprint by the digits of its id; its name is null when the source does not say. */
  public record Sprint(String id, @Nullable String name) {}
}
