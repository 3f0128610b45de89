package io.throughline.metric;

import java.util.Map;

/** Adds a ratio up, cell by cell, as its observations come. */
final class RatioSum {
  private final int branch;
  private final int numerator;
  private final int denominator;
  private final int thin;
  private final long[] n;
  private final long[] thins;
  private final double[] above;
  private final double[] below;

  /**
   * @param numerator which of a row's numbers it is
   * @param denominator likewise; below 0 where each observation is one of one
   */
  RatioSum(int branch, int numerator, int denominator, int cells) {
    this(branch, numerator, denominator, -1, cells);
  }

  /**
   * @param thin which of a row's numbers says, above 0, that it rests on too little to say much;
   *     below 0: none does
   */
  RatioSum(int branch, int numerator, int denominator, int thin, int cells) {
    this.branch = branch;
    this.thin = thin;
    this.thins = new long[cells];
    this.numerator = numerator;
    this.denominator = denominator;
    this.n = new long[cells];
    this.above = new double[cells];
    this.below = new double[cells];
  }

  void add(double[] numbers, Groups.Cells cells) {
    double amount = numbers[numerator];
    if (Double.isNaN(amount)) {
      return;
    }
    double of = denominator < 0 ? 1 : numbers[denominator];
    for (int i = 0; i < cells.size(); i++) {
      add(cells.get(i), amount, of);
      thins[cells.get(i)] += thin >= 0 && numbers[thin] > 0 ? 1 : 0;
    }
  }

  /** Adds one observation of a cell. */
  void add(int cell, double amount, double of) {
    n[cell]++;
    above[cell] += amount;
    below[cell] += of;
  }

  void finish(Map<Summary.Key, Summary> found) {
    for (int cell = 0; cell < n.length; cell++) {
      if (n[cell] > 0) {
        Summary part = Summary.ratio(n[cell], above[cell], below[cell], thins[cell]);
        found.merge(new Summary.Key(branch, cell), part, Summary::sum);
      }
    }
  }
}
