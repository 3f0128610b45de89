package io.throughline.report.jmeter;

/** How a sample ended, by JMeter's own word. */
enum Outcome {
  PASSED,
  FAILED,
  /** The report does not say. */
  UNTOLD
}
