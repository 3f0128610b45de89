package io.throughline.report.jmeter;

/** That a report holds more of something than any that a load test writes. */
final class TooMany extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  TooMany(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What there is too much of, for a person to read. */
  String reason() {
    return reason;
  }
}
