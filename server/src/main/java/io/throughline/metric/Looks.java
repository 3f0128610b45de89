package io.throughline.metric;

import io.throughline.model.time.Period;
import io.throughline.model.time.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which states are looked at, for each group: the ends of local days, or of periods.
 * A day that is not over is not looked at, a period that runs is looked at now. A sprint has the
 * day of its closing to its end.
 */
final class Looks {
  /** Ends in microseconds, ascending, each with the cell of its period. */
  record Line(long[] ends, int[] cells) {
    /** The place of the first end after an instant. */
    int after(long at) {
      int low = 0;
      int high = ends.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends[middle] > at) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }

  private record End(long at, int cell) {}

  private final List<Line> byGroup;

  private Looks(List<Line> byGroup) {
    this.byGroup = byGroup;
  }

  /**
   * @param workdays the calendar of each group; empty: every day counts
   */
  static Looks atDayEnds(Groups groups, List<WorkCalendar> workdays) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < groups.all().size(); i++) {
      Group group = groups.all().get(i);
      WorkCalendar calendar = workdays.isEmpty() ? null : workdays.get(i);
      List<End> ends = new ArrayList<>();
      for (Group.Range range : group.ranges()) {
        for (int p = 0; p < range.periods().size(); p++) {
          int cell = range.cell() + p;
          dayEnds(range.periods().get(p), group.slice().zone(), calendar, groups.now())
              .forEach(end -> ends.add(new End(Stretch.micros(end), cell)));
        }
      }
      lines.add(line(ends));
    }
    return new Looks(List.copyOf(lines));
  }

  /** One look at the end of each period that has begun, or now. */
  static Looks atPeriodEnds(Groups groups) {
    List<Line> lines = new ArrayList<>();
    for (Group group : groups.all()) {
      List<End> ends = new ArrayList<>();
      for (Group.Range range : group.ranges()) {
        for (int p = 0; p < range.periods().size(); p++) {
          int cell = range.cell() + p;
          periodEnd(range.periods().get(p), groups.now())
              .forEach(end -> ends.add(new End(Stretch.micros(end), cell)));
        }
      }
      lines.add(line(ends));
    }
    return new Looks(List.copyOf(lines));
  }

  private static Line line(List<End> ends) {
    ends.sort(Comparator.comparingLong(End::at).thenComparingInt(End::cell));
    return new Line(
        ends.stream().mapToLong(End::at).toArray(), ends.stream().mapToInt(End::cell).toArray());
  }

  /** The end of a period, or now while it runs; empty for one that has not begun. */
  static List<Instant> periodEnd(Period period, Instant now) {
    return period.starts().isBefore(now)
        ? List.of(period.ends().isBefore(now) ? period.ends() : now)
        : List.of();
  }

  /**
   * The ends of a period's days.
   *
   * @param calendar null: every day counts
   * @param now days that end later are left out
   */
  static List<Instant> dayEnds(
      Period period, ZoneId zone, @Nullable WorkCalendar calendar, Instant now) {
    List<Instant> ends = new ArrayList<>();
    for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
      Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
      if (end.isAfter(now)) {
        break;
      }
      if (calendar == null || calendar.worksOn(day)) {
        ends.add(end);
      }
    }
    return ends;
  }

  Line line(int group) {
    return byGroup.get(group);
  }
}
