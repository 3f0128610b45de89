package io.throughline.simulator.world;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** The world's seasons and the days on which things are planned. */
final class Calendar {
  private static final long DAY = 86_400_000;
  private final long start;
  private final long length;

  Calendar(Instant anchor, int months) {
    LocalDate first =
        anchor
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .minusMonths(months)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    this.start = first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    this.length = Math.max(28 * DAY, anchor.toEpochMilli() - start);
  }

  /** The Monday on which the recorded history begins, epoch milliseconds. */
  long start() {
    return start;
  }

  /** The Monday of a week counted from the beginning. */
  LocalDate monday(int week) {
    return LocalDate.ofEpochDay(start / DAY + 7L * week);
  }

  /** How long the recorded history is, milliseconds. */
  long length() {
    return length;
  }

  /** When a week is planned: half a day early, so that no time zone has begun it. */
  long planned(int week) {
    return start + (7L * week) * DAY - DAY / 2;
  }

  /** How much of the recorded history has passed; 1 at its end. */
  double year(long at) {
    return (double) (at - start) / length;
  }

  /** The share of ordinary activity on a date: little around Christmas, less in high summer. */
  static double season(LocalDate day) {
    int date = day.getMonthValue() * 100 + day.getDayOfMonth();
    if (date >= 1220 || date <= 102) {
      return 0.18;
    }
    return date >= 720 && date <= 825 ? 0.72 : 1.0;
  }

  /** True in the days around Christmas in which nothing is deployed by plan. */
  static boolean frozen(LocalDate day) {
    return season(day) < 0.5;
  }

  static long at(LocalDate day, Office office, double hour) {
    ZonedDateTime midnight = day.atStartOfDay(office.zone());
    return midnight.toInstant().toEpochMilli() + (long) (hour * 3_600_000);
  }
}
