package io.throughline.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A report of findings that was read, for tests. */
public record Read(FindingSummary summary, List<Finding> shown) {
  /**
   * @param text with apostrophes for quotation marks
   */
  public static Read of(ReportFormat format, String text) throws ReportException {
    List<Finding> shown = new ArrayList<>();
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    FindingSummary summary =
        (FindingSummary)
            format.read(new ByteArrayInputStream(bytes), entry -> shown.add((Finding) entry));
    return new Read(summary, shown);
  }
}
