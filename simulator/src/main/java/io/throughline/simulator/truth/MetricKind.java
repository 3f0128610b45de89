package io.throughline.simulator.truth;

/** How items become a value. */
enum MetricKind {
  /** Median as the headline. */
  MEDIAN,
  /** Numerator over denominator in percent. */
  PERCENT,
  /** Numerator over denominator as it is. */
  RATIO
}
