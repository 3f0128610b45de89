package io.throughline.model.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Cuts a range of local days into periods. */
public final class Periods {
  private Periods() {}

  /**
   * The periods of a grain that cover {@code [from, to)}, in order, without gaps. The first and the
   * last are cut to the range, so that nothing outside it is ever counted.
   *
   * @param zone whose days they are; a day begins at the first instant that bears its date, which
   *     need not be midnight
   * @throws IllegalArgumentException when {@code to} is not after {@code from}
   */
  public static List<Period> of(ZoneId zone, LocalDate from, LocalDate to, Grain grain) {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("the range ends before it begins: " + from + " to " + to);
    }
    List<Period> periods = new ArrayList<>();
    LocalDate day = from;
    while (day.isBefore(to)) {
      LocalDate next = grain == Grain.TOTAL ? to : next(day, grain);
      LocalDate end = next.isAfter(to) ? to : next;
      periods.add(
          new Period(
              day, end, day.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant()));
      day = end;
    }
    return List.copyOf(periods);
  }

  private static LocalDate next(LocalDate day, Grain grain) {
    return switch (grain) {
      case DAY -> day.plusDays(1);
      case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1).plusMonths(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
      case SPRINT, TOTAL ->
          throw new IllegalStateException("no day tells when a " + grain + " ends");
    };
  }
}
