package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many answers took no longer than fixed limits. Counts of several stretches, or of several
 * running things, can be added up, which percentiles cannot.
 */
final class Histogram {
  private static final int[] LIMITS = {
    5, 10, 25, 50, 75, 100, 150, 250, 400, 650, 1_000, 1_600, 2_500, 4_000, 10_000
  };

  /**
   * What is told of a percentile that is just the last limit: the limit itself is told of what is
   * over it.
   */
  private static final double JUST = Math.nextDown((double) LIMITS[LIMITS.length - 1]);

  /** The columns of a row: how many there were in all, then those up to each limit. */
  static final List<String> COLUMNS =
      Stream.concat(Stream.of("total"), IntStream.of(LIMITS).mapToObj(l -> "up_to" + l)).toList();

  private final double[] counts = new double[COLUMNS.size()];

  /**
   * Adds what a row says, in the order of {@link #COLUMNS}.
   *
   * @param places which of the row's numbers they are
   */
  void add(double[] numbers, int[] places) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += numbers[places[i]];
    }
  }

  /** Which percentile a metric of histograms wants. */
  static int wanted(MetricDefinition definition) {
    return Objects.requireNonNull(definition.percentile());
  }

  /** Whether any answer is known. */
  boolean isEmpty() {
    return !(counts[0] > 0);
  }

  /**
   * The time within which so many percent were answered: linear between the two limits that it lies
   * between. Of what took longer than the last limit nothing more is known than that; then it is
   * that limit, {@link MetricDefinition#most}.
   */
  double at(int percentile) {
    double wanted = counts[0] * percentile / 100;
    double below = 0;
    double countBelow = 0;
    for (int i = 0; i < LIMITS.length; i++) {
      double count = counts[i + 1];
      if (count >= wanted && count > countBelow) {
        return Math.min(
            JUST, below + (LIMITS[i] - below) * (wanted - countBelow) / (count - countBelow));
      }
      below = LIMITS[i];
      countBelow = Math.max(countBelow, count);
    }
    return LIMITS[LIMITS.length - 1];
  }

  /**
   * SQL for the same of one row.
   *
   * @param row by which the text calls it
   */
  static String sql(String row, int percentile) {
    StringBuilder sql = new StringBuilder("CASE");
    String wanted = "(" + row + ".total * " + percentile + " / 100.0)";
    String countBelow = "0";
    int below = 0;
    for (int limit : LIMITS) {
      String count = row + ".up_to" + limit;
      sql.append(" WHEN %s >= %s AND %s > %s".formatted(count, wanted, count, countBelow))
          .append(" THEN least(%s, ".formatted(JUST))
          .append("%d + %d * (%s - %s)".formatted(below, limit - below, wanted, countBelow))
          .append(" / CAST(%s - %s AS double precision))".formatted(count, countBelow));
      below = limit;
      countBelow = count;
    }
    return sql.append(" ELSE ").append(below).append(" END").toString();
  }
}
