package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/** The observations of one metric, team and period, summed up. */
record Summary(
    long n,
    long people,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p90,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double numerator,
    @Nullable Double denominator) {

  /**
   * Where it belongs: the number of the stretch, the caller's number of the metric, the team (0 for
   * none) and the period's index.
   */
  record Key(int stretch, int branch, int team, int period) {}

  static Summary of(Spread spread, long people) {
    return new Summary(
        spread.n(),
        people,
        spread.p50(),
        spread.p75(),
        spread.p90(),
        spread.low(),
        spread.high(),
        null,
        null);
  }

  static Summary ratio(long n, long people, double numerator, double denominator) {
    return new Summary(n, people, null, null, null, null, null, numerator, denominator);
  }

  /** Two parts of one ratio. */
  static Summary sum(Summary one, Summary other) {
    return ratio(
        one.n + other.n,
        0,
        number(one.numerator) + number(other.numerator),
        number(one.denominator) + number(other.denominator));
  }

  private static double number(@Nullable Double part) {
    if (part == null) {
      throw new IllegalStateException("only ratios have parts that can be added");
    }
    return part;
  }
}
