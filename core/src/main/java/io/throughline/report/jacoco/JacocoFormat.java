package io.throughline.report.jacoco;

import io.throughline.report.CoverageSummary;
import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Coverage by the lines of source files; a line counts as covered when one of its instructions ran.
 * The counters at the end of the report, which are for all modules together, count where it lists
 * no line, and else are compared with the lines.
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
      Reading reading = new Reading(xml);
      reading.all();
      if (reading.anyLine) {
        details.accept(reading.lines);
      }
      return reading.summary();
    }
  }

  private static final class Reading {
    private static final int LONGEST_PATH = 8_000;

    private final XmlReader xml;
    private final CoveredLines lines = new CoveredLines();

    /**
     * What the groups, the package and the source file around and in each open element make; made
     * when it begins and not for each line, since a report may be nothing but short lines.
     */
    private final Deque<String> paths = new ArrayDeque<>();

    private final long[] lineCounter = new long[2];
    private final long[] branchCounter = new long[2];
    private boolean anyLine;

    Reading(XmlReader xml) {
      this.xml = xml;
    }

    void all() throws ReportException {
      xml.root("JaCoCo", "report");
      while (true) {
        switch (xml.next()) {
          case START -> start();
          case END -> paths.poll();
          case TEXT -> {}
          case DONE -> {
            return;
          }
        }
      }
    }

    private void start() throws ReportException {
      switch (xml.name()) {
        case "counter" -> {
          if (paths.isEmpty()) {
            counter();
          }
        }
        case "line" -> line();
        default -> {}
      }
      paths.push(
          switch (xml.name()) {
            case "group", "package" -> path("/");
            case "sourcefile" -> path("");
            default -> path();
          });
    }

    private String path(String end) throws ReportException {
      String path = path() + xml.attribute("name").orElse("") + end;
      if (path.length() > LONGEST_PATH) {
        throw xml.at("a source file has a longer path than any");
      }
      return path;
    }

    private String path() {
      return paths.isEmpty() ? "" : paths.peek();
    }

    private void counter() throws ReportException {
      switch (xml.attribute("type").orElse("")) {
        case "LINE" -> counter(lineCounter);
        case "BRANCH" -> counter(branchCounter);
        default -> {}
      }
    }

    /** Covered, then missed. */
    private void counter(long[] counts) throws ReportException {
      counts[0] = xml.whole("covered");
      counts[1] = xml.whole("missed");
    }

    private void line() throws ReportException {
      String file = path();
      int number = (int) Math.min(Integer.MAX_VALUE, xml.whole("nr"));
      long taken = xml.whole("cb");
      long missed = xml.whole("mb");
      anyLine = true;
      try {
        lines.line(file, number, xml.whole("ci") > 0);
        if (taken + missed > 0) {
          lines.branches(file, number, branches(taken), branches(taken + missed));
        }
      } catch (CoveredLines.TooMany e) {
        throw xml.at(e.reason());
      }
    }

    private int branches(long count) throws ReportException {
      if (count > Integer.MAX_VALUE) {
        throw xml.at("a line has more branches than any source");
      }
      return (int) count;
    }

    CoverageSummary summary() {
      if (!anyLine) {
        return new CoverageSummary(
            lineCounter[0],
            lineCounter[0] + lineCounter[1],
            branchCounter[0],
            branchCounter[0] + branchCounter[1],
            lines.notes().all());
      }
      CoverageSummary found = lines.summary();
      if (lineCounter[0] != found.coveredLines()
          || lineCounter[0] + lineCounter[1] != found.lines()) {
        lines
            .notes()
            .add(
                "the report says that %,d of %,d lines are covered, and its lines say %,d of %,d",
                lineCounter[0],
                lineCounter[0] + lineCounter[1],
                found.coveredLines(),
                found.lines());
      }
      return lines.summary();
    }
  }
}
