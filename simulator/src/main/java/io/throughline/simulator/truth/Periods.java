package io.throughline.simulator.truth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Days, ISO weeks and months of local dates. */
final class Periods {
  /** A period of local days, the end left out. */
  record Period(LocalDate from, LocalDate to) {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  private Periods() {}

  /**
   * The whole periods that touch {@code [from, to)}.
   *
   * @param grain day, week, month or all
   */
  static List<Period> of(LocalDate from, LocalDate to, String grain) {
    if (grain.equals("all")) {
      return List.of(new Period(from, to));
    }
    List<Period> out = new ArrayList<>();
    LocalDate begin = first(from, grain);
    while (begin.isBefore(to)) {
      LocalDate end = next(begin, grain);
      out.add(new Period(begin, end));
      begin = end;
    }
    return out;
  }

  private static LocalDate first(LocalDate day, String grain) {
    return switch (grain) {
      case "day" -> day;
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      default -> throw new IllegalArgumentException("grain is day, week, month or all");
    };
  }

  private static LocalDate next(LocalDate day, String grain) {
    return switch (grain) {
      case "day" -> day.plusDays(1);
      case "week" -> day.plusWeeks(1);
      default -> day.plusMonths(1);
    };
  }
}
