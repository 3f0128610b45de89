package io.throughline.model.fact;

/** How a test ended, whatever the organisation calls it. */
public enum TestResult {
  PASSED,
  FAILED,
  /** Somebody tried, and something else stood in the way. */
  BLOCKED,
  /** Still to be run. */
  NOT_RUN,
  IN_PROGRESS,
  /** Decided not to be run. */
  SKIPPED,
  /** It was run, and ended in a word of the organisation's own. */
  OTHER
}
