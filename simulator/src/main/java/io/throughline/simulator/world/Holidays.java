package io.throughline.simulator.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The offices' public holidays. */
final class Holidays {
  private record Year(Office office, int year) {}

  private static final Map<Year, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

  private Holidays() {}

  /** The holidays of a year, in order of date. */
  static Set<LocalDate> of(Office office, int year) {
    return KNOWN.computeIfAbsent(
        new Year(office, year), y -> new TreeSet<>(list(y.office(), y.year())));
  }

  private static List<LocalDate> list(Office office, int year) {
    List<LocalDate> days = new ArrayList<>();
    days.add(LocalDate.of(year, 1, 1));
    days.add(LocalDate.of(year, 12, 25));
    LocalDate easter = easter(year);
    switch (office) {
      case BERLIN -> {
        days.add(LocalDate.of(year, 3, 8));
        days.add(easter.minusDays(2));
        days.add(easter.plusDays(1));
        days.add(LocalDate.of(year, 5, 1));
        days.add(easter.plusDays(39));
        days.add(easter.plusDays(50));
        days.add(LocalDate.of(year, 10, 3));
        days.add(LocalDate.of(year, 12, 26));
      }
      case NEW_YORK -> {
        days.add(nth(year, Month.JANUARY, DayOfWeek.MONDAY, 3));
        days.add(
            LocalDate.of(year, 5, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        days.add(LocalDate.of(year, 6, 19));
        days.add(LocalDate.of(year, 7, 4));
        days.add(nth(year, Month.SEPTEMBER, DayOfWeek.MONDAY, 1));
        days.add(nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4));
        days.add(nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4).plusDays(1));
      }
      case BENGALURU -> {
        days.add(LocalDate.of(year, 1, 26));
        days.add(LocalDate.of(year, 8, 15));
        days.add(LocalDate.of(year, 10, 2));
        days.add(LocalDate.of(year, 11, 1));
      }
    }
    return days;
  }

  private static LocalDate nth(int year, Month month, DayOfWeek day, int n) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  // Gauss's rule as given by Meeus, valid for every Gregorian year.
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
