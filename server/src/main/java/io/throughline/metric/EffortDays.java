package io.throughline.metric;

import io.throughline.model.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The local days of one zone that a question asks for, and who worked on what in them. Everything
 * is kept as one number a touch (person, day, item), so that a company's year fits into memory.
 */
final class EffortDays {
  /** Takes one person's day: each item once. */
  interface Day {
    void accept(int person, int day, int[] items, int count);
  }

  private static final int ITEM_BITS = 25;
  private static final int DAY_BITS = 17;

  /** 64 MB of numbers, as for the values of other metrics. */
  private static final int MOST = 8_000_000;

  private final ZoneId zone;
  private final List<Integer> groups;
  private final LocalDate first;
  private final long[] bounds;
  private final int[][][] cells;
  private long[] touches = new long[1_024];
  private int size;

  /**
   * @param groups numbers of the groups of this zone
   */
  EffortDays(Groups all, ZoneId zone, List<Integer> groups) {
    this.zone = zone;
    this.groups = groups;
    List<Period> periods = new ArrayList<>();
    groups.forEach(g -> all.all().get(g).ranges().forEach(r -> periods.addAll(r.periods())));
    LocalDate today = LocalDate.ofInstant(all.now(), zone);
    this.first = periods.stream().map(Period::from).min(LocalDate::compareTo).orElse(today);
    LocalDate last = periods.stream().map(Period::to).max(LocalDate::compareTo).orElse(today);
    LocalDate end = last.isAfter(today) ? today.plusDays(1) : last;
    int days = (int) Math.max(0, ChronoUnit.DAYS.between(first, end));
    this.bounds = new long[days + 1];
    for (int i = 0; i <= days; i++) {
      bounds[i] = Stretch.micros(first.plusDays(i).atStartOfDay(zone).toInstant());
    }
    this.cells = new int[groups.size()][days][];
    for (int g = 0; g < groups.size(); g++) {
      cells(all.all().get(groups.get(g)), cells[g]);
    }
  }

  private void cells(Group group, int[][] byDay) {
    for (Group.Range range : group.ranges()) {
      for (int p = 0; p < range.periods().size(); p++) {
        Period period = range.periods().get(p);
        int to = (int) Math.min(byDay.length, ChronoUnit.DAYS.between(first, period.to()));
        for (int d = (int) ChronoUnit.DAYS.between(first, period.from()); d < to; d++) {
          int[] had = byDay[d] == null ? new int[0] : byDay[d];
          byDay[d] = Arrays.copyOf(had, had.length + 1);
          byDay[d][had.length] = range.cell() + p;
        }
      }
    }
  }

  LocalDate date(int day) {
    return first.plusDays(day);
  }

  /** When a day begins. */
  Instant starts(int day) {
    return date(day).atStartOfDay(zone).toInstant();
  }

  /** The middle of a day, as of which its team is found, in microseconds. */
  long noon(int day) {
    return Stretch.micros(date(day).atTime(12, 0).atZone(zone).toInstant());
  }

  /** Gives the cells of one of its groups in which a day lies; nothing for another group. */
  void cells(int group, int day, IntConsumer each) {
    int place = groups.indexOf(group);
    int[] found = place < 0 ? null : cells[place][day];
    if (found != null) {
      for (int cell : found) {
        each.accept(cell);
      }
    }
  }

  int days() {
    return bounds.length - 1;
  }

  /**
   * Notes that somebody worked on something.
   *
   * @param from in microseconds
   * @param to the same instant for a moment, else the end of a run
   * @param works the days that count; null: all
   */
  void touch(int person, int item, long from, long to, boolean @Nullable [] works) {
    int found = Arrays.binarySearch(bounds, from);
    int day = Math.max(0, found >= 0 ? found : -found - 2);
    if (from == to) {
      if (from >= bounds[0] && day < days() && (works == null || works[day])) {
        add(person, day, item);
      }
      return;
    }
    for (; day < days() && bounds[day] < to; day++) {
      if (works == null || works[day]) {
        add(person, day, item);
      }
    }
  }

  private void add(int person, int day, int item) {
    if (size == touches.length) {
      if (size >= MOST) {
        throw new IllegalArgumentException(
            "This asks for more than %,d touches at once; ask for a shorter range or for a team."
                .formatted(MOST));
      }
      touches = Arrays.copyOf(touches, Math.min(MOST, size * 2));
    }
    touches[size++] =
        ((long) person << (ITEM_BITS + DAY_BITS)) | ((long) day << ITEM_BITS) | (long) item;
  }

  /** Gives every day of every person once. */
  void each(Day taker) {
    Arrays.sort(touches, 0, size);
    int[] items = new int[16];
    for (int i = 0; i < size; ) {
      long whose = touches[i] >>> ITEM_BITS;
      int count = 0;
      long before = -1;
      for (; i < size && touches[i] >>> ITEM_BITS == whose; i++) {
        if (touches[i] != before) {
          if (count == items.length) {
            items = Arrays.copyOf(items, count * 2);
          }
          items[count++] = (int) (touches[i] & ((1L << ITEM_BITS) - 1));
        }
        before = touches[i];
      }
      taker.accept(
          (int) (whose >>> DAY_BITS), (int) (whose & ((1L << DAY_BITS) - 1)), items, count);
    }
  }
}
