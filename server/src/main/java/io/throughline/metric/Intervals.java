package io.throughline.metric;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** 95 % intervals. */
final class Intervals {
  /** An interval; {@code low} is never above {@code high}. */
  record Interval(double low, double high) {}

  private static final double Z =
      NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  /**
   * SQL, over a count {@code g.n} above 5, for the rank of the order statistic at the lower end of the
   * median's interval, (n + 1 - z sqrt(n)) / 2; the upper end is its mirror, n + 1 - rank.
   */
  static final String LOW_RANK =
      "CAST(floor((g.n + 1 - " + Z + " * sqrt(CAST(g.n AS double precision))) / 2.0) AS integer)";

  private Intervals() {}

  /** {@link #LOW_RANK} in Java. */
  static int lowRank(long n) {
    return (int) Math.floor((n + 1 - Z * Math.sqrt(n)) / 2.0);
  }

  /**
   * Wilson's score interval of a share, 0 to 1.
   *
   * @param n above 0
   */
  static Interval wilson(double successes, double n) {
    double share = successes / n;
    double z2 = Z * Z;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
