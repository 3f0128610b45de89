package io.throughline.metric;

import io.throughline.model.time.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** ISO weeks, each in the period that its last day lies in. */
final class Weeks {
  /**
   * A week.
   *
   * @param period index of the period
   * @param monday its first local day
   */
  record Week(int period, LocalDate monday, Instant starts, Instant ends) {}

  private Weeks() {}

  /** The weeks whose Sunday lies in one of the periods, in order. */
  static List<Week> endingIn(List<Period> periods, ZoneId zone) {
    List<Week> weeks = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      LocalDate sunday = period.from().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      for (; sunday.isBefore(period.to()); sunday = sunday.plusWeeks(1)) {
        weeks.add(week(i, sunday.minusDays(6), zone));
      }
    }
    return weeks;
  }

  private static Week week(int period, LocalDate monday, ZoneId zone) {
    return new Week(period, monday, start(monday, zone), start(monday.plusWeeks(1), zone));
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
