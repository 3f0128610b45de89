package io.throughline.report;

/**
 * A report that cannot be read: nothing of it counts. The message says what was found and what was
 * expected, for a person to read in a build's log; it carries no more than a short piece of the
 * report.
 */
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  /**
   * @param place {@code line 3, column 7}; empty for the whole file
   */
  public ReportException(String place, String message) {
    super(message);
    this.place = place;
    this.reason = message;
  }

  /** Where in the file; empty for the whole of it. */
  public String place() {
    return place;
  }

  /** Place and message in one line. */
  @Override
  public String toString() {
    return place.isEmpty() ? reason : place + ": " + reason;
  }
}
