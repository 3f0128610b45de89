package io.throughline.report.playwright;

import io.throughline.report.TestOutcome;
import org.jspecify.annotations.Nullable;

/** How often a test was run, and how each time ended. */
final class Attempts {
  private final String expected;
  private int asExpected;
  private int otherwise;
  private int skippedOnPurpose;
  private int interrupted;

  /**
   * @param expected how the test is expected to end: {@code passed}, unless it was marked
   */
  Attempts(String expected) {
    this.expected = expected;
  }

  /** What Playwright calls the end of a test. */
  enum Verdict {
    EXPECTED,
    UNEXPECTED,
    FLAKY,
    SKIPPED;

    /**
     * By the word of the report.
     *
     * @return null when it is none of them
     */
    static @Nullable Verdict of(String word) {
      return switch (word) {
        case "expected" -> EXPECTED;
        case "unexpected" -> UNEXPECTED;
        case "flaky" -> FLAKY;
        case "skipped" -> SKIPPED;
        default -> null;
      };
    }
  }

  /**
   * Adds an attempt.
   *
   * @return false when this is no way to end
   */
  boolean add(String status) {
    switch (status) {
      case "interrupted" -> interrupted++;
      case "skipped" -> skippedOnPurpose += expected.equals("skipped") ? 1 : 0;
      case "passed", "failed", "timedOut" -> {
        asExpected += status.equals(expected) ? 1 : 0;
        otherwise += status.equals(expected) ? 0 : 1;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What Playwright says of these attempts. */
  Verdict verdict() {
    if (asExpected == 0 && otherwise == 0) {
      return Verdict.SKIPPED;
    }
    if (otherwise == 0) {
      return Verdict.EXPECTED;
    }
    return asExpected == 0 && skippedOnPurpose == 0 ? Verdict.UNEXPECTED : Verdict.FLAKY;
  }

  /** What we say of them. */
  TestOutcome outcome() {
    return switch (verdict()) {
      case EXPECTED -> TestOutcome.PASSED;
      case UNEXPECTED -> TestOutcome.FAILED;
      case FLAKY -> asExpected > 0 ? TestOutcome.PASSED : TestOutcome.SKIPPED;
      case SKIPPED -> interrupted > 0 ? TestOutcome.ERROR : TestOutcome.SKIPPED;
    };
  }

  /** Whether it went wrong, and then right. */
  boolean flaky() {
    return asExpected > 0 && otherwise > 0;
  }
}
