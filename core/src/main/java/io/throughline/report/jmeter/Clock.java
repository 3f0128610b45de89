package io.throughline.report.jmeter;

/** What the start of a sample says. */
enum Clock {
  /** When it was. */
  EPOCH,
  /** When it was by a clock on some wall. */
  LOCAL,
  /** Nothing. */
  NONE
}
