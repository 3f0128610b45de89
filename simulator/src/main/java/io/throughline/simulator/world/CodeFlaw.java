package io.throughline.simulator.world;

/**
 * One issue that an analysis of a main branch found. Times are epoch milliseconds, in whole
 * seconds.
 *
 * @param quality security, reliability or maintainability
 * @param severity 1 (info) to 5 (blocker), as Standard Experience counts
 * @param impact 1 (info) to 5 (blocker), as Multi-Quality Rules count
 * @param openedAt the analysis that found it
 * @param endedAt the analysis that found it no more, or somebody's decision; {@link Long#MAX_VALUE}
 *     for never
 * @param ending fixed, accepted or false_positive, even where that is never
 */
public record CodeFlaw(
    String key,
    Project project,
    String quality,
    int severity,
    int impact,
    long openedAt,
    long endedAt,
    String ending) {
  /** Whether it is open at a moment. */
  public boolean open(long at) {
    return openedAt <= at && endedAt > at;
  }

  /** Whether somebody decided by a moment that it is none, or to live with it. */
  public boolean decided(long at) {
    return endedAt <= at && !ending.equals("fixed");
  }
}
