package io.throughline.report.cobertura;

import io.throughline.report.CoverageSummary;
import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Coverage by lines. The lines of classes count, each line of a file once; those of methods repeat
 * them, and only count in a class that has none of its own. Rates and totals of the report are not
 * believed: tools write {@code NaN}, and totals of what was filtered away. A total that disagrees
 * with the lines is noted.
 */
public final class CoberturaFormat implements ReportFormat {
  private static final Pattern CONDITIONS = Pattern.compile("\\(([0-9]{1,6})/([0-9]{1,6})\\)");
  private static final int MOST_OF_METHODS = 1_000_000;
  private static final Pattern LINE = Pattern.compile("[0-9]{1,9}");
  private static final Pattern HITS = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  @Override
  public String id() {
    return "cobertura";
  }

  @Override
  public String title() {
    return "Cobertura XML";
  }

  @Override
  public boolean isOf(Head head) {
    return "coverage".equals(head.root())
        && !head.attributes().contains("clover")
        && !head.attributes().contains("generated");
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      Reading reading = new Reading(xml);
      CoverageSummary summary = reading.all();
      details.accept(reading.lines);
      return summary;
    }
  }

  private record Line(int number, boolean covered, int taken, int branches) {}

  private static final class Reading {
    private final XmlReader xml;
    private final CoveredLines lines = new CoveredLines();
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable Long coveredTotal;
    private @Nullable Long total;
    private final List<Line> ofMethods = new ArrayList<>();
    private String file = "";
    private boolean ownLines;

    Reading(XmlReader xml) {
      this.xml = xml;
    }

    CoverageSummary all() throws ReportException {
      xml.root("Cobertura", "coverage");
      coveredTotal = whole(xml.attribute("lines-covered"));
      total = whole(xml.attribute("lines-valid"));
      open.push(xml.name());
      while (true) {
        switch (xml.next()) {
          case START -> {
            start(xml.name());
            open.push(xml.name());
          }
          case END -> {
            open.pop();
            end(xml.name());
          }
          case TEXT -> {}
          case DONE -> {
            return compared(lines.summary());
          }
        }
      }
    }

    private void start(String element) throws ReportException {
      if (element.equals("class")) {
        file = xml.attribute("filename").or(() -> xml.attribute("name")).orElse("");
        ofMethods.clear();
        ownLines = false;
      } else if (element.equals("line")) {
        line();
      }
    }

    private void end(String element) throws ReportException {
      if (element.equals("class")) {
        if (!ownLines) {
          for (Line line : ofMethods) {
            add(line);
          }
        }
        ofMethods.clear();
      }
    }

    private void line() throws ReportException {
      String number = xml.attribute("number").orElse("");
      if (!LINE.matcher(number).matches()) {
        throw xml.at("a line has the number \"" + Notes.piece(number) + "\"");
      }
      String hits = xml.attribute("hits").orElse("0").strip();
      if (!HITS.matcher(hits).matches()) {
        throw xml.at("line " + number + " was hit \"" + Notes.piece(hits) + "\" times");
      }
      int line = Integer.parseInt(number);
      boolean covered = !hits.startsWith("-") && hits.chars().anyMatch(c -> c >= '1' && c <= '9');
      if (hits.startsWith("-")) {
        lines.notes().add("line %s of %s was hit %s times", number, Notes.piece(file), hits);
      }
      Matcher conditions = CONDITIONS.matcher(xml.attribute("condition-coverage").orElse(""));
      boolean branches = conditions.find();
      Line read =
          new Line(
              line,
              covered,
              branches ? Integer.parseInt(conditions.group(1)) : 0,
              branches ? Integer.parseInt(conditions.group(2)) : 0);
      if (!open.contains("method")) {
        ownLines = true;
        add(read);
      } else if (ofMethods.size() < MOST_OF_METHODS) {
        ofMethods.add(read);
      } else {
        throw xml.at("a class has more lines than any source");
      }
    }

    private void add(Line line) throws ReportException {
      try {
        lines.line(file, line.number(), line.covered());
        if (line.branches() > 0) {
          lines.branches(file, line.number(), line.taken(), line.branches());
        }
      } catch (CoveredLines.TooMany e) {
        throw xml.at(e.reason());
      }
    }

    private CoverageSummary compared(CoverageSummary found) {
      boolean differs =
          total != null && total != found.lines()
              || coveredTotal != null && coveredTotal != found.coveredLines();
      if (differs) {
        lines
            .notes()
            .add(
                "the report says that %s of %s lines are covered, and its lines say %,d of %,d",
                counted(coveredTotal), counted(total), found.coveredLines(), found.lines());
      }
      return lines.summary();
    }

    private static String counted(@Nullable Long total) {
      return total == null ? "?" : String.format(Locale.ROOT, "%,d", total);
    }

    private static @Nullable Long whole(Optional<String> text) {
      return text.filter(t -> LINE.matcher(t).matches()).map(Long::valueOf).orElse(null);
    }
  }
}
