package io.throughline.report.clover;

import io.throughline.report.CoverageSummary;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Coverage by the metrics of the project. Clover counts statements where others count lines, and
 * conditionals where others count branches; tests that it was run for are not the project.
 */
public final class CloverFormat implements ReportFormat {
  @Override
  public String id() {
    return "clover";
  }

  @Override
  public String title() {
    return "Clover XML";
  }

  @Override
  public boolean isOf(Head head) {
    return "coverage".equals(head.root()) && head.attributes().contains("generated");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      CoverageSummary found = new CoverageSummary(0, 0, 0, 0, List.of());
      Deque<String> open = new ArrayDeque<>();
      xml.root("Clover", "coverage");
      open.push(xml.name());
      while (true) {
        switch (xml.next()) {
          case START -> {
            if (xml.name().equals("metrics") && "project".equals(open.peek())) {
              found =
                  new CoverageSummary(
                      part(xml, "coveredstatements", "statements"),
                      xml.whole("statements"),
                      part(xml, "coveredconditionals", "conditionals"),
                      xml.whole("conditionals"),
                      List.of());
            }
            open.push(xml.name());
          }
          case END -> open.pop();
          case TEXT -> {}
          case DONE -> {
            return found;
          }
        }
      }
    }
  }

  private static long part(XmlReader xml, String covered, String all) throws ReportException {
    long part = xml.whole(covered);
    if (part > xml.whole(all)) {
      throw xml.at("the project has more " + covered + " than " + all);
    }
    return part;
  }
}
