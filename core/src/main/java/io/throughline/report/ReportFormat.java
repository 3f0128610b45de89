package io.throughline.report;

import java.io.InputStream;
import java.util.function.Consumer;

/** A format of reports: how it is told from others, and what it says. */
public interface ReportFormat {
  /** Word for files and the API: {@code junit}. */
  String id();

  /** As people call it: {@code JUnit XML}. */
  String title();

  /** Whether a file that begins so is one. */
  boolean isOf(Head head);

  /**
   * Reads a report to its end, in bounded memory.
   *
   * @param input closed by the caller
   * @param details takes each test and each finding as it is read; none counts when the report is
   *     refused later
   * @throws ReportException when it cannot be read
   */
  Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException;
}
