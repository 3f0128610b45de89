package io.throughline.report.jmeter;

import org.jspecify.annotations.Nullable;

/**
 * One sample as a report tells of it.
 *
 * @param transaction that it is one of; null when the report names none
 * @param thread that made it; null when the report does not say
 * @param start in milliseconds; {@link #NO_TIME} when the report does not say
 * @param elapsed in milliseconds; below 0 where the clock was set back
 * @param outcome by JMeter's word, whatever the response code is
 * @param users that were active; {@link #NO_USERS} when the report does not say
 * @param parts of a transaction controller, how many samples it says it is made of; {@link
 *     #NO_CONTROLLER} for every other sample
 * @param part whether the report shows it as a part of a transaction controller that is listed
 * @param errorCode whether the response code tells of an HTTP error
 */
record Sample(
    @Nullable Tally transaction,
    @Nullable Recent thread,
    long start,
    int elapsed,
    Outcome outcome,
    int users,
    int parts,
    boolean part,
    boolean errorCode) {
  static final long NO_TIME = Long.MIN_VALUE;
  static final int NO_USERS = -1;
  static final int NO_CONTROLLER = -1;

  /** Longer ones are refused: 23 days. */
  static final int LONGEST = 2_000_000_000;

  boolean isController() {
    return parts != NO_CONTROLLER;
  }

  boolean hasTime() {
    return start != NO_TIME;
  }

  /** When it ended. */
  long end() {
    return start + Math.max(0, elapsed);
  }
}
