package io.throughline.report.jmeter;

import io.throughline.report.LoadSummary.Transaction;
import org.jspecify.annotations.Nullable;

/** The samples of one name, or of the run. */
final class Tally {
  private final String name;
  private final Millis passedTimes;
  private final Millis otherTimes;
  private long samples;
  private long failed;
  private long untold;

  Tally(String name, Millis.Room room) {
    this.name = name;
    this.passedTimes = new Millis(room);
    this.otherTimes = new Millis(room);
  }

  String name() {
    return name;
  }

  long samples() {
    return samples;
  }

  long failed() {
    return failed;
  }

  /**
   * Counts a sample.
   *
   * @param elapsed in milliseconds; one below 0 is no time, and only the sample counts
   */
  void add(int elapsed, Outcome outcome) throws TooMany {
    count(outcome, 1);
    if (elapsed >= 0) {
      times(outcome).add(elapsed);
    }
  }

  /** Takes a sample out that was counted. */
  void remove(int elapsed, Outcome outcome) {
    count(outcome, -1);
    if (elapsed >= 0) {
      times(outcome).remove(elapsed);
    }
  }

  private void count(Outcome outcome, int by) {
    samples += by;
    switch (outcome) {
      case PASSED -> {}
      case FAILED -> failed += by;
      case UNTOLD -> untold += by;
    }
  }

  private Millis times(Outcome outcome) {
    return outcome == Outcome.PASSED ? passedTimes : otherTimes;
  }

  /**
   * All together.
   *
   * @param seconds that the window lasts; null when that is not known or nothing
   */
  Transaction summary(@Nullable Double seconds) {
    boolean told = untold == 0;
    return new Transaction(
        name,
        samples,
        told ? Long.valueOf(failed) : null,
        Millis.times(passedTimes, otherTimes),
        told ? Millis.times(passedTimes) : null,
        seconds == null ? null : samples / seconds);
  }
}
