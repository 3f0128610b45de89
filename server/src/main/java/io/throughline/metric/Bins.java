package io.throughline.metric;

import io.throughline.metric.Distribution.Bin;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bins that people can read: growing ones for durations and sizes, whole numbers for counts. Edges
 * are fixed for each unit, so that two periods can be laid over each other.
 */
final class Bins {
  private static final double[] HOURS = {
    0, 0.25, 0.5, 1, 2, 4, 8, 16, 24, 48, 72, 120, 168, 336, 672, 1344
  };
  private static final double[] MINUTES = {0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 240};
  private static final double[] DAYS = {0, 0.25, 0.5, 1, 2, 3, 5, 7, 14, 21, 28, 56};

  /** One above the limits of the size classes: XS to 10, S to 100, M to 500, L to 1,000. */
  private static final double[] LINES = {0, 1, 6, 11, 26, 51, 101, 201, 501, 1001, 2001, 5001};

  private static final double[] MILLISECONDS = {
    0, 10, 25, 50, 100, 200, 300, 500, 750, 1_000, 2_000, 5_000, 10_000
  };

  /** Of what grew or shrank after a deployment, in percent. */
  private static final double[] CHANGES = {
    -100, -50, -20, -10, -5, -1, -0.5, 0, 0.5, 1, 5, 10, 20, 50, 100
  };

  private static final int MOST_COUNTS = 20;

  private Bins() {}

  /**
   * A distribution, without empty bins at its end.
   *
   * @param counts number of observations by value
   */
  static Distribution of(MetricDefinition definition, Map<Double, Long> counts) {
    double[] edges = edges(definition);
    long[] filled = new long[edges.length];
    long n = 0;
    int last = -1;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      int bin = 0;
      while (bin + 1 < edges.length && entry.getKey() >= edges[bin + 1]) {
        bin++;
      }
      filled[bin] += entry.getValue();
      n += entry.getValue();
      last = Math.max(last, bin);
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      double to = i + 1 < edges.length ? edges[i + 1] : Double.POSITIVE_INFINITY;
      bins.add(new Bin(edges[i], to, filled[i]));
    }
    return new Distribution(List.copyOf(bins), n);
  }

  private static double[] edges(MetricDefinition definition) {
    if (definition.kind() == MetricKind.EFFORT) {
      return DAYS;
    }
    if (definition.kind().isDivided()) {
      return new double[] {0, 1};
    }
    return switch (definition.unit()) {
      case HOURS -> HOURS;
      case MINUTES -> MINUTES;
      case DAYS, FTE_DAYS -> DAYS;
      case LINES -> LINES;
      case MILLISECONDS -> MILLISECONDS;
      case PERCENT ->
          definition.kind() == MetricKind.VALUE
                  && definition.subject().equals("production_deployment")
              ? CHANGES
              : whole();
      case COUNT, POINTS, RATIO, RPM, PER_WEEK, MONEY, SCORE, SCORE_OF_TEN, RATING -> whole();
    };
  }

  private static double[] whole() {
    double[] edges = new double[MOST_COUNTS + 1];
    for (int i = 0; i <= MOST_COUNTS; i++) {
      edges[i] = i;
    }
    return edges;
  }
}
