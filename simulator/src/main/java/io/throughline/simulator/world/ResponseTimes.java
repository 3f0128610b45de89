package io.throughline.simulator.world;

import java.util.List;

/**
 * How the times of a load test's samples are spread: in straight lines between the percentiles that
 * the company knows, from a fastest sample to a slowest one.
 */
public final class ResponseTimes {
  private static final double[] SHARES = {0, 0.5, 0.9, 0.95, 0.99, 1};
  private static final double FASTEST = 0.3;
  private static final double SLOWEST = 1.25;
  private static final int HALVINGS = 40;

  private final double[] millis;

  /** Those of one transaction. */
  public ResponseTimes(Measured.Transaction of) {
    this.millis =
        new double[] {
          of.p50() * FASTEST, of.p50(), of.p90(), of.p95(), of.p99(), of.p99() * SLOWEST
        };
  }

  /**
   * The time that a share of the samples took at most, ms.
   *
   * @param share 0 to 1
   */
  public double at(double share) {
    return along(SHARES, millis, share);
  }

  /** The share of the samples that took so long at most, 0 to 1. */
  private double within(double time) {
    return along(millis, SHARES, time);
  }

  /** The time that a share of all samples of a load test took at most, ms. */
  static double together(List<Measured.Transaction> all, double share) {
    List<ResponseTimes> times = all.stream().map(ResponseTimes::new).toList();
    double low = 0;
    double high = times.stream().mapToDouble(one -> one.at(1)).max().orElse(0);
    double samples = all.stream().mapToInt(Measured.Transaction::samples).sum();
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double below = 0;
      for (int j = 0; j < all.size(); j++) {
        below += all.get(j).samples() * times.get(j).within(middle);
      }
      if (below < share * samples) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double along(double[] from, double[] to, double place) {
    if (place <= from[0]) {
      return to[0];
    }
    int i = 1;
    while (i < from.length - 1 && from[i] < place) {
      i++;
    }
    double part = Math.min(1, (place - from[i - 1]) / (from[i] - from[i - 1]));
    return to[i - 1] + (to[i] - to[i - 1]) * part;
  }
}
