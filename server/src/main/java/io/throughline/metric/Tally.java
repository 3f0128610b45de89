package io.throughline.metric;

/**
 * What one metric takes from a row of a table.
 *
 * @param branch the caller's number of the metric
 * @param at SQL of the instant that the observation belongs to
 * @param when SQL of the condition under which the row is observed
 * @param people whether the people behind it are counted
 */
record Tally(int branch, String at, String when, Amount amount, boolean people) {}
