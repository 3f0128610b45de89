package io.throughline.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How values spread, with the interval of their median; the ends are null where too few values span
 * it.
 */
record Spread(
    int n,
    double p50,
    double p75,
    double p85,
    double p90,
    @Nullable Double low,
    @Nullable Double high) {

  /**
   * Of the first values of an array, which it puts in order.
   *
   * @param n above 0
   */
  static Spread of(double[] values, int n) {
    Arrays.sort(values, 0, n);
    Double low = null;
    Double high = null;
    if (n > 5) {
      int rank = Intervals.rank(n);
      low = values[rank - 1];
      high = values[n - rank];
    }
    return new Spread(
        n,
        between(values, n, 0.5),
        between(values, n, 0.75),
        between(values, n, 0.85),
        between(values, n, 0.9),
        low,
        high);
  }

  /** A percentile, on the line between its two neighbours. */
  private static double between(double[] sorted, int n, double share) {
    double place = share * (n - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, n - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
