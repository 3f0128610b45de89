package io.throughline.bench;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Measured values of one kind, ascending.
 *
 * @param sorted at least one value
 */
record Samples(double[] sorted) {
  static Samples of(double... values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return new Samples(copy);
  }

  int n() {
    return sorted.length;
  }

  double median() {
    return at(0.5);
  }

  /** The value that 95 of 100 do not exceed: the nearest rank, never an invented one. */
  double p95() {
    return at(0.95);
  }

  /** The value of the nearest rank. */
  double at(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  Samples map(DoubleUnaryOperator change) {
    return of(Arrays.stream(sorted).map(change).toArray());
  }
}
