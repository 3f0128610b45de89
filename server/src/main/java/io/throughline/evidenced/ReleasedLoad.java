package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the load test of a service's last release measured: what the next build is compared with.
 *
 * @param commit that was released; null when no release of it was load tested
 * @param releasedAt when it arrived; null likewise
 * @param p95 of all samples, in ms; of several tests the lowest; null when it is not told
 * @param users most at a time; null when it is not told, or several tests differ
 * @param window which part of the run counts; null likewise
 * @param transactions in the order of their names
 */
public record ReleasedLoad(
    String service,
    @Nullable String commit,
    @Nullable Instant releasedAt,
    @Nullable Double p95,
    @Nullable Integer users,
    @Nullable String window,
    List<Transaction> transactions) {
  public ReleasedLoad {
    transactions = List.copyOf(transactions);
  }

  /**
   * A transaction.
   *
   * @param p95 in ms, of several tests the lowest
   */
  public record Transaction(String name, double p95) {}
}
