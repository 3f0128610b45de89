package io.throughline.model.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works.
 *
 * @param from start of the working day in the zone; null together with {@code to}: the whole day
 * @param to end of the working day, after {@code from}, on the same day
 */
public record WorkCalendar(
    ZoneId zone,
    Set<DayOfWeek> days,
    @Nullable LocalTime from,
    @Nullable LocalTime to,
    Set<LocalDate> holidays) {
  public WorkCalendar {
    days = Set.copyOf(days);
    holidays = Set.copyOf(holidays);
  }

  /** How long one working day is. */
  public Duration day() {
    return from == null || to == null ? Duration.ofDays(1) : Duration.between(from, to);
  }
}
