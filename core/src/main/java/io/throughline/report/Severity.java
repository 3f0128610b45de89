package io.throughline.report;

/** How bad a finding is, by the words of its tool; in order, mildest first. */
public enum Severity {
  /** The tool says that it does not know. It is shown, and never taken for mild. */
  UNKNOWN,
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
