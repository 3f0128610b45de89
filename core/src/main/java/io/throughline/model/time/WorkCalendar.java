package io.throughline.model.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
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

  /** Monday to Friday, the whole day, without holidays. */
  public static WorkCalendar plain(ZoneId zone) {
    return new WorkCalendar(
        zone, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, null, Set.of());
  }

  /** The same days and hours in another zone. */
  public WorkCalendar in(ZoneId other) {
    return new WorkCalendar(other, days, from, to, holidays);
  }

  /** Whether somebody works on a day. */
  public boolean worksOn(LocalDate day) {
    return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /** How long one working day is. */
  public Duration day() {
    return from == null || to == null ? Duration.ofDays(1) : Duration.between(from, to);
  }
}
