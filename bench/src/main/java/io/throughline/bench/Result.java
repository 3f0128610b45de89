package io.throughline.bench;

import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param bench which measurement it belongs to
 * @param p95 null for rates, of which there is one value a run
 * @param n how many runs or requests it rests on
 * @param beside the limit of the machine or of the tool that it is compared with; empty when none
 * @param goal null when nothing is promised
 */
record Result(
    String bench,
    String what,
    String unit,
    double median,
    @Nullable Double p95,
    int n,
    String beside,
    @Nullable Goal goal) {
  static Result of(String bench, String what, String unit, Samples samples, String beside) {
    return new Result(
        bench, what, unit, samples.median(), samples.p95(), samples.n(), beside, null);
  }

  /** A value of which there is one, such as a rate over a whole run. */
  static Result one(String bench, String what, String unit, double value, int n, String beside) {
    return new Result(bench, what, unit, value, null, n, beside, null);
  }

  Result against(Goal promised) {
    return new Result(bench, what, unit, median, p95, n, beside, promised);
  }

  /** {@code reached}, {@code missed}, or empty without a goal. */
  String verdict() {
    return goal == null ? "" : goal.reached(median, p95) ? "reached" : "missed";
  }
}
