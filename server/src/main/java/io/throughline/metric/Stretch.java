package io.throughline.metric;

import io.throughline.model.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adjoining runs of time, such as the periods of a range or the weeks that end in them. */
final class Stretch {
  /** Microseconds in a second. */
  static final long SECOND = 1_000_000;

  private final long[] starts;
  private final long until;

  private Stretch(long[] starts, Instant until) {
    this.starts = starts;
    this.until = micros(until);
  }

  /** Periods, of which nothing from {@code now} on is seen. */
  static Stretch ofPeriods(List<Period> periods, Instant now) {
    return periods.isEmpty()
        ? new Stretch(new long[0], now)
        : of(periods.stream().map(Period::starts).toList(), periods.getLast().ends(), now);
  }

  /** Weeks, of which nothing from {@code now} on is seen. */
  static Stretch ofWeeks(List<Weeks.Week> weeks, Instant now) {
    return weeks.isEmpty()
        ? new Stretch(new long[0], now)
        : of(weeks.stream().map(Weeks.Week::starts).toList(), weeks.getLast().ends(), now);
  }

  /** The local days of a period, of which nothing from {@code now} on is seen. */
  static Stretch ofDays(Period period, ZoneId zone, Instant now) {
    List<Instant> starts = new ArrayList<>(List.of(period.starts()));
    for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
      Instant start = day.atStartOfDay(zone).toInstant();
      if (start.isAfter(period.starts()) && start.isBefore(period.ends())) {
        starts.add(start);
      }
    }
    return of(starts, period.ends(), now);
  }

  private static Stretch of(List<Instant> starts, Instant ends, Instant now) {
    return new Stretch(
        starts.stream().mapToLong(Stretch::micros).toArray(), ends.isBefore(now) ? ends : now);
  }

  /** Which of them an instant in microseconds lies in, counted from 0; below 0 for none. */
  int index(long at) {
    if (starts.length == 0 || at < starts[0] || at >= until) {
      return -1;
    }
    int found = Arrays.binarySearch(starts, at);
    return found >= 0 ? found : -found - 2;
  }

  /** Microseconds since 1970, as fine as the warehouse keeps instants. */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** SQL for the same; null stays null. */
  static String micros(String instant) {
    return "CAST(extract(epoch FROM " + instant + ") * 1000000 AS bigint)";
  }
}
