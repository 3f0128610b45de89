package io.throughline.simulator.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One of the company's three offices, each with its own time zone and public holidays. */
public enum Office {
  BERLIN("Europe/Berlin"),
  NEW_YORK("America/New_York"),
  BENGALURU("Asia/Kolkata");

  private final ZoneId zone;
  private final ConcurrentHashMap<Integer, Set<LocalDate>> holidays = new ConcurrentHashMap<>();

  Office(String zone) {
    this.zone = ZoneId.of(zone);
  }

  /** The zone in which this office's days begin and end. */
  public ZoneId zone() {
    return zone;
  }

  /** This office's public holidays of a year, in order of date. */
  public Set<LocalDate> holidays(int year) {
    return holidays.computeIfAbsent(year, y -> new TreeSet<>(of(y)));
  }

  /** True from Monday to Friday unless it is a public holiday here. */
  public boolean worksOn(LocalDate day) {
    return day.getDayOfWeek().getValue() <= 5 && !holidays(day.getYear()).contains(day);
  }

  private List<LocalDate> of(int year) {
    List<LocalDate> days = new ArrayList<>();
    days.add(LocalDate.of(year, 1, 1));
    days.add(LocalDate.of(year, 12, 25));
    LocalDate easter = easter(year);
    switch (this) {
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
