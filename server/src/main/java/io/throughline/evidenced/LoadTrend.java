package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load tests of a service's main branch.
 *
 * @param transactions in the order of their names
 */
public record LoadTrend(String service, String serviceName, List<Transaction> transactions) {
  public LoadTrend {
    transactions = List.copyOf(transactions);
  }

  /**
   * A transaction.
   *
   * @param limit in ms that was agreed for its 95th percentile when it was judged last; null: none
   */
  public record Transaction(String name, @Nullable Double limit, List<Point> points) {
    public Transaction {
      points = List.copyOf(points);
    }
  }

  /**
   * One load test.
   *
   * @param p95 in ms
   * @param users most at a time; another number is another series
   * @param errorRate in percent; null when the report does not tell which failed
   */
  public record Point(
      Instant at,
      double p95,
      @Nullable Double p50,
      long samples,
      @Nullable Double errorRate,
      @Nullable Integer users) {}
}
