package io.throughline.simulator.production;

import java.util.List;

/**
 * What was measured of a service in one minute.
 *
 * @param at its beginning, epoch milliseconds
 * @param upTo how many requests were answered within each of {@link Traffic#BOUNDS}
 * @param median milliseconds that half of the answers took at most
 * @param sigma spread of the logarithm of that time
 * @param satisfied answers within the limit that did not fail
 * @param tolerating those within four times the limit
 * @param cpuUsed cores, of all copies together
 * @param memoryUsed bytes, likewise
 * @param oomKills copies that were killed for their memory
 * @param canaryRequests those of the requests that a new version answered beside the old one
 * @param canaryErrors those of them that failed
 */
public record Minute(
    long at,
    long requests,
    long errors,
    List<Long> upTo,
    double median,
    double sigma,
    double apdexT,
    long satisfied,
    long tolerating,
    int instances,
    double cpuUsed,
    double cpuRequested,
    double cpuLimit,
    double memoryUsed,
    double memoryRequested,
    double memoryLimit,
    int oomKills,
    long canaryRequests,
    long canaryErrors) {
  private static final double P95 = 1.6448536269514722;
  private static final double P99 = 2.3263478740408408;

  public Minute {
    upTo = List.copyOf(upTo);
  }

  /** Failed or too slow. */
  public long frustrated() {
    return requests - satisfied - tolerating;
  }

  /** Milliseconds that 95 % of the answers took at most. */
  public double p95() {
    return median * Math.exp(P95 * sigma);
  }

  /** Milliseconds that 99 % of the answers took at most. */
  public double p99() {
    return median * Math.exp(P99 * sigma);
  }
}
