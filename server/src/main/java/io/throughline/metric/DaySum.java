package io.throughline.metric;

import io.throughline.model.time.Period;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Counts, cell by cell, on how many local days of its scope there was anything. */
final class DaySum {
  private final int branch;
  private final int number;
  private final List<Stretch> days = new ArrayList<>();
  private final List<BitSet> seen = new ArrayList<>();
  private final long[] n;

  /**
   * @param number which of a row's numbers says that it is observed
   */
  DaySum(int branch, int number, Groups groups) {
    this.branch = branch;
    this.number = number;
    this.n = new long[groups.cells()];
    for (Group group : groups.all()) {
      for (Group.Range range : group.ranges()) {
        for (Period period : range.periods()) {
          days.add(Stretch.ofDays(period, group.slice().zone(), groups.now()));
          seen.add(new BitSet());
        }
      }
    }
  }

  void add(long at, double[] numbers, Groups.Cells cells) {
    if (Double.isNaN(numbers[number])) {
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      int day = days.get(cell).index(at);
      if (day >= 0) {
        seen.get(cell).set(day);
        n[cell]++;
      }
    }
  }

  void finish(Map<Summary.Key, Summary> found) {
    for (int cell = 0; cell < n.length; cell++) {
      if (n[cell] > 0) {
        found.put(
            new Summary.Key(branch, cell), Summary.latest(n[cell], seen.get(cell).cardinality()));
      }
    }
  }
}
