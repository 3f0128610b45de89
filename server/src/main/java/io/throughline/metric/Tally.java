package io.throughline.metric;

import org.jspecify.annotations.Nullable;

/**
 * What one metric takes from a row of a table.
 *
 * @param branch the caller's number of the metric
 * @param at SQL of the instant that the observation belongs to
 * @param when SQL of the condition under which the row is observed
 * @param value SQL of the observed value, in the metric's unit; null for ratios
 * @param numerator SQL of what is summed up; null for values
 * @param denominator likewise
 * @param people whether the people behind it are counted
 */
record Tally(
    int branch,
    String at,
    String when,
    @Nullable String value,
    @Nullable String numerator,
    @Nullable String denominator,
    boolean people) {

  static Tally value(int branch, String at, String when, String value, boolean people) {
    return new Tally(branch, at, when, value, null, null, people);
  }

  static Tally ratio(
      int branch, String at, String when, String numerator, String denominator, boolean people) {
    return new Tally(branch, at, when, null, numerator, denominator, people);
  }
}
