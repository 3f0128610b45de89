package io.throughline.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report of a load test adds up to. Times are JMeter's {@code elapsed}: from sending until
 * the last byte.
 *
 * @param window which part of the run counts, for a person: {@code whole run}, {@code from 60 s
 *     after the first sample, for 300 s}
 * @param from start of the first sample that counts; null when none counts or the report does not
 *     say
 * @param to end of the last sample that counts; null likewise
 * @param users highest number of users at a time; null when the report does not say
 * @param total of all samples that count, children of a transaction left out where the transaction
 *     is listed
 * @param transactions each by its name, in the order of the names
 * @param notes what a person should know
 */
public record LoadSummary(
    String window,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Integer users,
    Transaction total,
    List<Transaction> transactions,
    List<String> notes)
    implements Measured {
  public LoadSummary {
    transactions = List.copyOf(transactions);
    notes = List.copyOf(notes);
  }

  /**
   * Samples of one name.
   *
   * @param failed among the samples, assertions that did not hold included; null when the report
   *     does not tell which failed
   * @param times of all samples; null when there is none
   * @param successTimes of those that did not fail; null when there is none, or the report does not
   *     tell them apart
   * @param throughput samples a second over the window; null where it has no length
   */
  public record Transaction(
      String name,
      long samples,
      @Nullable Long failed,
      @Nullable Times times,
      @Nullable Times successTimes,
      @Nullable Double throughput) {
    /** Failed samples of all, in percent; null without a sample, or when failures are not told. */
    public @Nullable Double errorRate() {
      return samples == 0 || failed == null ? null : 100.0 * failed / samples;
    }
  }

  /**
   * Times in milliseconds. Percentiles lie between the two nearest samples in a straight line, as
   * SQL's {@code percentile_cont}.
   *
   * @param p50 null where the report carries none
   */
  public record Times(
      double mean,
      double min,
      double max,
      @Nullable Double p50,
      @Nullable Double p90,
      @Nullable Double p95,
      @Nullable Double p99) {}
}
