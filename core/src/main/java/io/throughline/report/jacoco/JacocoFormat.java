package io.throughline.report.jacoco;

import io.throughline.report.CoverageSummary;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Coverage by the counters that JaCoCo puts at the end of its report. A report of several modules
 * has them for all of them together.
 */
public final class JacocoFormat implements ReportFormat {
  @Override
  public String id() {
    return "jacoco";
  }

  @Override
  public String title() {
    return "JaCoCo XML";
  }

  @Override
  public boolean isOf(Head head) {
    return "report".equals(head.root()) && head.attributes().contains("name");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      long[] lines = new long[2];
      long[] branches = new long[2];
      xml.root("JaCoCo", "report");
      int depth = 1;
      while (true) {
        switch (xml.next()) {
          case START -> {
            if (depth == 1 && xml.name().equals("counter")) {
              switch (xml.attribute("type").orElse("")) {
                case "LINE" -> counter(xml, lines);
                case "BRANCH" -> counter(xml, branches);
                default -> {}
              }
            }
            depth++;
          }
          case END -> depth--;
          case TEXT -> {}
          case DONE -> {
            return new CoverageSummary(
                lines[0], lines[0] + lines[1], branches[0], branches[0] + branches[1], List.of());
          }
        }
      }
    }
  }

  /** Covered, then missed. */
  private static void counter(XmlReader xml, long[] counts) throws ReportException {
    counts[0] = xml.whole("covered");
    counts[1] = xml.whole("missed");
  }
}
