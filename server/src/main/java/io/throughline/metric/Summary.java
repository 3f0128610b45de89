package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/**
 * The observations of one metric in one cell, summed up.
 *
 * @param thin how many of the observations rest on too little to say much
 * @param people how many people are behind it; 0 where that is not asked
 */
record Summary(
    long n,
    long people,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p85,
    @Nullable Double p90,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double numerator,
    @Nullable Double denominator,
    long thin) {

  /** Where it belongs: the caller's number of the metric, and the cell of scope and period. */
  record Key(int branch, int cell) {}

  static Summary of(Spread s, long people) {
    return new Summary(
        s.n(), people, s.p50(), s.p75(), s.p85(), s.p90(), s.low(), s.high(), null, null, 0);
  }

  static Summary ratio(long n, double numerator, double denominator) {
    return ratio(n, numerator, denominator, 0);
  }

  static Summary ratio(long n, double numerator, double denominator, long thin) {
    return new Summary(n, 0, null, null, null, null, null, null, numerator, denominator, thin);
  }

  /**
   * What a histogram says.
   *
   * @param headline the percentile that was asked for
   */
  static Summary histogram(long n, Histogram of, double headline) {
    return new Summary(
        n, 0, of.at(50), of.at(75), of.at(85), of.at(90), null, null, headline, null, 0);
  }

  /**
   * What held at the ends of days.
   *
   * @param thin how many of the observations rest on too little to say much
   * @param people how many it is divided by; 0: it is not about people
   */
  static Summary state(long days, double sum, long people) {
    double below = (double) days * Math.max(1, people);
    return new Summary(days, people, null, null, null, null, null, null, sum, below, 0);
  }

  /** What held last, as one value. */
  static Summary latest(long n, double value) {
    return new Summary(n, 0, null, null, null, null, null, null, value, null, 0);
  }

  /** Two parts of one ratio. */
  static Summary sum(Summary one, Summary other) {
    return ratio(
        one.n + other.n,
        part(one.numerator) + part(other.numerator),
        part(one.denominator) + part(other.denominator),
        one.thin + other.thin);
  }

  private static double part(@Nullable Double part) {
    if (part == null) {
      throw new IllegalStateException("only ratios have parts that can be added");
    }
    return part;
  }
}
