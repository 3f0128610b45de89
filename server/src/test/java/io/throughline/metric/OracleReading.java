package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/** What a reading should say, in the plainest arithmetic that the specification allows. */
record OracleReading(
    @Nullable Double value,
    @Nullable Double p75,
    @Nullable Double p90,
    long n,
    double numerator,
    double denominator,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double coverage,
    int people) {

  /** The reading of values in order of size. */
  static OracleReading of(
      double[] values,
      @Nullable Double value,
      long n,
      double numerator,
      double denominator,
      @Nullable Double coverage,
      int people) {
    Double low = null;
    Double high = null;
    if (values.length > 5) {
      int rank = 1;
      while (binomialBelow(values.length, rank + 1) <= 0.025) {
        rank++;
      }
      low = values[rank - 1];
      high = values[values.length - rank];
    }
    return new OracleReading(
        value,
        percentile(values, 0.75),
        percentile(values, 0.9),
        n,
        numerator,
        denominator,
        low,
        high,
        coverage,
        people);
  }

  /** Chance that fewer than {@code rank} of n values lie below the median. */
  static double binomialBelow(int n, int rank) {
    double term = Math.pow(0.5, n);
    double sum = 0;
    for (int k = 0; k < rank; k++) {
      sum += term;
      term = term * (n - k) / (k + 1);
    }
    return sum;
  }

  static @Nullable Double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
