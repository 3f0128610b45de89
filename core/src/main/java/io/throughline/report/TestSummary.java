package io.throughline.report;

import java.util.List;

/**
 * What a report of tests adds up to, counted from its tests.
 *
 * @param flaky of those that passed
 * @param seconds all together, of the tests that say
 * @param notes what a person should know: totals that disagree with the tests, times that are none
 */
public record TestSummary(
    long passed,
    long failed,
    long errors,
    long skipped,
    long flaky,
    double seconds,
    List<String> notes)
    implements Measured {
  public TestSummary {
    notes = List.copyOf(notes);
  }

  /** All tests. */
  public long tests() {
    return passed + failed + errors + skipped;
  }
}
