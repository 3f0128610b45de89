package io.throughline.simulator.truth;

/** How items become a value. */
enum MetricKind {
  /** Median as the headline. */
  MEDIAN,
  /** Median as the headline, and beside it the share that was in time. */
  MEDIAN_WITH_SHARE,
  /** Numerator over denominator in percent. */
  PERCENT,
  /** Numerator over denominator as it is. */
  RATIO
}
