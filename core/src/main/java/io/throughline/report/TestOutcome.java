package io.throughline.report;

/** How a test ended; in the order of how bad it is, best first. */
public enum TestOutcome {
  SKIPPED,
  PASSED,
  /** An assertion did not hold. */
  FAILED,
  /** Something broke that was not asserted, as a set-up; it counts as failed. */
  ERROR
}
