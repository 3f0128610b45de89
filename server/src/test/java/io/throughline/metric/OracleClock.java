package io.throughline.metric;

import io.throughline.model.time.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Working time, minute by minute. */
final class OracleClock {
  private OracleClock() {}

  private static boolean works(WorkCalendar calendar, Instant minute) {
    ZonedDateTime local = minute.atZone(calendar.zone());
    LocalTime time = local.toLocalTime();
    return calendar.days().contains(local.getDayOfWeek())
        && !calendar.holidays().contains(local.toLocalDate())
        && (calendar.from() == null || !time.isBefore(calendar.from()))
        && (calendar.to() == null || time.isBefore(calendar.to()));
  }

  /** Worked seconds, minute by minute. */
  static double worked(WorkCalendar calendar, Instant from, Instant to) {
    double seconds = 0;
    for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
      seconds += works(calendar, minute) ? 60 : 0;
    }
    return seconds;
  }

  static double day(WorkCalendar calendar) {
    return calendar.from() == null
        ? 86_400
        : Duration.between(calendar.from(), calendar.to()).toSeconds();
  }

  /** When one working day has passed: the first minute of work beyond it. */
  static Instant due(WorkCalendar calendar, Instant from) {
    double day = day(calendar);
    Instant minute = from;
    double seconds = 0;
    while (seconds < day || !works(calendar, minute)) {
      seconds += works(calendar, minute) ? 60 : 0;
      minute = minute.plusSeconds(60);
    }
    return minute;
  }
}
