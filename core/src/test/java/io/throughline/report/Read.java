package io.throughline.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A report of findings that was read, for tests.
 *
 * @param shown with the identity that is usual, so that tests name what they are about
 * @param identities of those that count
 */
public record Read(FindingSummary summary, List<Finding> shown, Set<String> identities) {
  /**
   * @param text with apostrophes for quotation marks
   */
  public static Read of(ReportFormat format, String text) throws ReportException {
    List<Finding> shown = new ArrayList<>();
    Set<String> identities = new HashSet<>();
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    FindingSummary summary =
        (FindingSummary)
            format.read(
                new ByteArrayInputStream(bytes),
                entry -> {
                  Finding finding = (Finding) entry;
                  shown.add(
                      new Finding(
                          finding.rule(),
                          finding.subject(),
                          finding.place(),
                          finding.title(),
                          finding.severity(),
                          finding.fixable(),
                          finding.state()));
                  if (finding.state() == Finding.State.OPEN) {
                    identities.add(finding.identity());
                  }
                });
    return new Read(summary, shown, identities);
  }
}
