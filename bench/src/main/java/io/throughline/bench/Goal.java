package io.throughline.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the product promises on a quiet machine with two cores.
 *
 * @param limit in the unit of the result
 * @param atMost false: at least
 * @param p95 whether the promise is about the 95th percentile, else about the median
 */
record Goal(double limit, boolean atMost, boolean p95) {
  static Goal atMost(double limit) {
    return new Goal(limit, true, false);
  }

  static Goal atLeast(double limit) {
    return new Goal(limit, false, false);
  }

  static Goal p95AtMost(double limit) {
    return new Goal(limit, true, true);
  }

  boolean reached(double median, @Nullable Double p95Value) {
    double value = p95 && p95Value != null ? p95Value : median;
    return atMost ? value <= limit : value >= limit;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s%s %,.0f", p95 ? "p95 " : "", atMost ? "at most" : "at least", limit);
  }
}
