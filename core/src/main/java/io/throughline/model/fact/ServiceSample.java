package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one running thing in one short stretch, most often a minute. A stretch of
 * which nothing is known has no sample; 0 requests is a sample. Percentiles of samples are never
 * averaged: the counts of answers by their time are added up, and a percentile is read from them.
 *
 * @param sampleHourId of {@link #hour}: what grows with time can be skipped by time
 * @param key the running thing and the beginning of the stretch
 * @param projectId what was measured, a {@link Project} of the measuring system
 * @param environment as the source or its settings name it; production where nothing does
 * @param startAt beginning of the stretch
 * @param seconds how long it is
 * @param requests answered
 * @param errors those that failed; expected errors are no errors
 * @param upTo5 answers within 5 ms, and so on: each counts the smaller ones as well; null where the
 *     source tells no distribution
 * @param p50 percentiles of the stretch itself in milliseconds, as the source tells them
 * @param apdexT the limit in seconds by which satisfied, tolerating and frustrated were counted
 * @param cpuUsed cores, mean of the stretch over all instances together
 * @param memoryUsed bytes, likewise
 * @param throttled share of the time in which the processor was withheld, 0 to 1
 */
public record ServiceSample(
    long sampleHourId,
    String key,
    long projectId,
    String environment,
    Instant startAt,
    int seconds,
    @Nullable Long requests,
    @Nullable Long errors,
    @Nullable Long upTo5,
    @Nullable Long upTo10,
    @Nullable Long upTo25,
    @Nullable Long upTo50,
    @Nullable Long upTo75,
    @Nullable Long upTo100,
    @Nullable Long upTo150,
    @Nullable Long upTo250,
    @Nullable Long upTo400,
    @Nullable Long upTo650,
    @Nullable Long upTo1000,
    @Nullable Long upTo1600,
    @Nullable Long upTo2500,
    @Nullable Long upTo4000,
    @Nullable Long upTo10000,
    @Nullable Double p50,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double apdexT,
    @Nullable Long satisfied,
    @Nullable Long tolerating,
    @Nullable Long frustrated,
    @Nullable Double cpuUsed,
    @Nullable Double cpuRequested,
    @Nullable Double cpuLimit,
    @Nullable Double memoryUsed,
    @Nullable Double memoryRequested,
    @Nullable Double memoryLimit,
    @Nullable Long oomKills,
    @Nullable Double throttled,
    @Nullable Integer instances)
    implements Member {
  private static final int THING_BITS = 28;
  private static final long THINGS = (1L << THING_BITS) - 1;

  @Override
  public long parentId() {
    return sampleHourId;
  }

  /**
   * The set that samples of an hour are in. Two running things may share one; their keys differ.
   *
   * @param projectId what is measured
   */
  public static long hour(long projectId, Instant at) {
    long thing = FactId.external(projectId) & THINGS;
    return FactId.of(FactId.source(projectId), (hour(at) << THING_BITS) | thing);
  }

  /** The lowest id of a set of a source's samples that may hold this instant. */
  public static long firstHour(int source, Instant at) {
    return FactId.of(source, hour(at) << THING_BITS);
  }

  /** The highest one. */
  public static long lastHour(int source, Instant at) {
    return FactId.of(source, (hour(at) << THING_BITS) | THINGS);
  }

  private static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 3600L);
  }
}
