package io.throughline.metric;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What people worked on in one cell: days of single people, split over parts. */
final class EffortSum {
  private long days;
  private long priced;
  private double[] fteDays = new double[8];
  private double[] money = new double[8];
  private final BitSet people = new BitSet();

  /** Adds a person's day. */
  void day(int person, double price) {
    people.set(person);
    days++;
    priced += Double.isNaN(price) ? 0 : 1;
  }

  /** Adds a share of a person's day to a part. */
  void share(int part, double share, double price) {
    if (part >= fteDays.length) {
      int longer = Math.max(part + 1, fteDays.length * 2);
      fteDays = Arrays.copyOf(fteDays, longer);
      money = Arrays.copyOf(money, longer);
    }
    fteDays[part] += share;
    money[part] += Double.isNaN(price) ? 0 : share * price;
  }

  /** Days of single people; their FTE-days are as many, since nobody's day is more than one. */
  long days() {
    return days;
  }

  /** FTE-days of a part; below 0: of all. */
  double fteDays(int part) {
    return part < 0 ? days : part < fteDays.length ? fteDays[part] : 0;
  }

  /**
   * A metric's part of it, summed up.
   *
   * @param part below 0: all together
   */
  Summary summary(int part, EffortMeasure measure) {
    double sum =
        measure == EffortMeasure.MONEY
            ? part < 0 ? Arrays.stream(money).sum() : part < money.length ? money[part] : 0
            : fteDays(part);
    Double below = measure == EffortMeasure.SHARE ? (Double) (double) days : null;
    return new Summary(
        days, people.cardinality(), null, null, null, null, null, null, sum, below, 0);
  }

  /** The days that have a price, of all; null where nothing is priced. */
  @Nullable Summary coverage(EffortMeasure measure) {
    return measure == EffortMeasure.MONEY ? Summary.ratio(days, priced, days) : null;
  }
}
