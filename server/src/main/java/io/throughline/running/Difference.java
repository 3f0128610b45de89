package io.throughline.running;

import io.throughline.metric.Intervals;
import io.throughline.metric.Intervals.Interval;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two stretches with its 95 % interval, and how often one as large is seen
 * where nothing changed.
 */
record Difference(double before, double after, double low, double high, double chance) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double Z = NORMAL.inverseCumulativeProbability(0.975);

  double delta() {
    return after - before;
  }

  /** In percent of what was before; null when that is 0. */
  @Nullable Double change() {
    return before == 0 ? null : 100 * delta() / before;
  }

  /**
   * Two shares, by the two-proportion test with the pooled share; the interval is Newcombe's, made
   * of two of Wilson's (Newcombe 1998, method 10).
   *
   * @param n above 0, as is {@code m}
   */
  static Difference ofShares(long failed, long n, long failedAfter, long m) {
    double p = (double) failed / n;
    double q = (double) failedAfter / m;
    double pooled = (double) (failed + failedAfter) / (n + m);
    double spread = Math.sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / m));
    double chance = spread == 0 ? 1 : 2 * NORMAL.survivalProbability(Math.abs(q - p) / spread);
    Interval first = Intervals.wilson(failed, n);
    Interval second = Intervals.wilson(failedAfter, m);
    return new Difference(
        p,
        q,
        q - p - Math.hypot(q - second.low(), first.high() - p),
        q - p + Math.hypot(second.high() - q, p - first.low()),
        chance);
  }

  /**
   * Two lists of measurements, by the test of Mann and Whitney; the difference is told of their
   * medians, the interval is the one of Hodges and Lehmann for the shift between them.
   *
   * @param before at least 2, as is {@code after}
   */
  static Difference ofMeasurements(double[] before, double[] after) {
    double chance = MannWhitneyUTest.withDefaults().test(before, after).getPValue();
    double[] shifts = new double[before.length * after.length];
    int i = 0;
    for (double b : before) {
      for (double a : after) {
        shifts[i++] = a - b;
      }
    }
    Arrays.sort(shifts);
    double n = before.length;
    double m = after.length;
    int out = (int) Math.floor(n * m / 2 - Z * Math.sqrt(n * m * (n + m + 1) / 12));
    int cut = Math.max(0, out);
    return new Difference(
        median(before), median(after), shifts[cut], shifts[shifts.length - 1 - cut], chance);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
