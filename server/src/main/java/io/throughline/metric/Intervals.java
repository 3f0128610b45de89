package io.throughline.metric;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** 95 % intervals. */
public final class Intervals {
  /** An interval; {@code low} is never above {@code high}. */
  public record Interval(double low, double high) {}

  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  /** Ranks that were looked for; an overview asks for thousands of them. */
  private static final AtomicIntegerArray RANKS = new AtomicIntegerArray(10_000);

  private Intervals() {}

  /**
   * Rank of the order statistic at the lower end of the median's 95 % interval: the highest one
   * that lies above the median with a chance of at most 2.5 %. The upper end is its mirror.
   *
   * @param n above 5; below, no two values span the median that surely
   */
  static int rank(int n) {
    if (n >= RANKS.length()) {
      return search(n);
    }
    int known = RANKS.get(n);
    if (known == 0) {
      known = search(n);
      RANKS.set(n, known);
    }
    return known;
  }

  private static int search(int n) {
    return BinomialDistribution.of(n, 0.5).inverseCumulativeProbability(0.025);
  }

  /**
   * Wilson's score interval of a share, 0 to 1.
   *
   * @param n above 0
   */
  public static Interval wilson(double successes, double n) {
    double share = successes / n;
    double z2 = Z * Z;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
