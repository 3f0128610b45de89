package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/**
 * What one metric takes from a row of a table.
 *
 * @param branch the caller's number of the metric
 * @param at SQL of the instant that the observation belongs to
 * @param when SQL of the condition under which the row is observed
 * @param amount SQL of the observed value in the metric's unit, or of a ratio's numerator; where it
 *     is null nothing was observed
 * @param denominator SQL of a ratio's denominator; null for values
 * @param people whether the people behind it are counted
 */
record Tally(
    int branch,
    String at,
    String when,
    String amount,
    @Nullable String denominator,
    boolean people) {

  /** Whether values spread rather than add up. */
  boolean spreads() {
    return denominator == null;
  }

  /** Whether each observation is one of one, so that the denominator is their number. */
  boolean ofOne() {
    return "1".equals(denominator);
  }
}
