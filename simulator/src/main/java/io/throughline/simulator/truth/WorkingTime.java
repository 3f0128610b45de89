package io.throughline.simulator.truth;

import io.throughline.simulator.world.Office;
import java.time.Instant;
import java.time.LocalDate;

/** The working clock: Monday to Friday, the whole local day, public holidays off. */
public final class WorkingTime {
  private WorkingTime() {}

  /** Working hours from one moment to a later one, epoch milliseconds; negative when it is not. */
  public static double hours(Office office, long from, long to) {
    if (to < from) {
      return -hours(office, to, from);
    }
    long total = 0;
    LocalDate day = dayOf(office, from);
    while (startOf(office, day) < to) {
      long begin = Math.max(from, startOf(office, day));
      long end = Math.min(to, startOf(office, day.plusDays(1)));
      if (office.worksOn(day) && end > begin) {
        total += end - begin;
      }
      day = day.plusDays(1);
    }
    return total / 3_600_000.0;
  }

  /** The moment at which so many working hours have passed since another one. */
  public static long after(Office office, long from, double hours) {
    long left = Math.round(hours * 3_600_000);
    LocalDate day = dayOf(office, from);
    while (true) {
      long begin = Math.max(from, startOf(office, day));
      long end = startOf(office, day.plusDays(1));
      if (office.worksOn(day)) {
        if (end - begin >= left) {
          return begin + left;
        }
        left -= end - begin;
      }
      day = day.plusDays(1);
    }
  }

  private static LocalDate dayOf(Office office, long at) {
    return Instant.ofEpochMilli(at).atZone(office.zone()).toLocalDate();
  }

  private static long startOf(Office office, LocalDate day) {
    return day.atStartOfDay(office.zone()).toInstant().toEpochMilli();
  }
}
