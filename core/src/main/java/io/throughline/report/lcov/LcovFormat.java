package io.throughline.report.lcov;

import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Coverage by the records of a tracefile, one for each source file and test: {@code SF}, {@code
 * DA:line,hits}, {@code BRDA:line,block,branch,taken}, {@code end_of_record}. A file that several
 * records tell of counts once. A file that was cut between two records cannot be told from a whole
 * one.
 */
public final class LcovFormat implements ReportFormat {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final Pattern FIRST = Pattern.compile("\\s*(TN:[^\\n]*\\r?\\n\\s*)?SF:\\S");
  private static final Pattern KNOWN = Pattern.compile("[A-Z]{2,6}:.*");
  private static final Pattern LINE = Pattern.compile("[0-9]{1,9}");
  private static final Pattern HITS = Pattern.compile("-?[0-9]{1,30}");

  @Override
  public String id() {
    return "lcov";
  }

  @Override
  public String title() {
    return "LCOV tracefile";
  }

  @Override
  public boolean isOf(Head head) {
    return FIRST.matcher(head.text()).lookingAt();
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    try {
      Reading reading = new Reading(input);
      Measured summary = reading.all();
      details.accept(reading.lines);
      return summary;
    } catch (IOException e) {
      throw new ReportException("", "it could not be read: " + e.getMessage());
    }
  }

  private static final class Reading {
    private final BufferedReader reader;
    private final CoveredLines lines = new CoveredLines();
    private @Nullable String file;
    private long number;
    private boolean any;

    Reading(InputStream input) {
      reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    Measured all() throws IOException, ReportException {
      for (String line = next(); line != null; line = next()) {
        if (!line.isEmpty()) {
          try {
            record(line);
          } catch (CoveredLines.TooMany e) {
            throw at(e.reason());
          }
        }
      }
      if (file != null) {
        throw at("it ends in the middle of the record of " + Notes.piece(file));
      }
      if (!any) {
        throw at("it has no record of a file");
      }
      return lines.summary();
    }

    private void record(String line) throws ReportException, CoveredLines.TooMany {
      if (line.startsWith("SF:")) {
        if (file != null) {
          throw at("a record begins before that of " + Notes.piece(file) + " has ended");
        }
        file = line.substring(3).strip();
        any = true;
      } else if (line.equals("end_of_record")) {
        file = null;
      } else if (line.startsWith("DA:") || line.startsWith("BRDA:")) {
        if (file == null) {
          throw at("\"" + Notes.piece(line) + "\" belongs to no file");
        }
        String[] parts = line.substring(line.indexOf(':') + 1).split(",");
        // Of nothing but commas no part is left.
        if (parts.length == 0 || !LINE.matcher(parts[0]).matches()) {
          throw at("\"" + Notes.piece(line) + "\" names no line");
        }
        int at = Integer.parseInt(parts[0]);
        if (line.startsWith("DA:")) {
          hits(file, at, parts, line);
        } else {
          branch(file, at, parts, line);
        }
      } else if (!line.startsWith("#") && !KNOWN.matcher(line).matches()) {
        String strange = "\"" + Notes.piece(line) + "\" is nothing that a tracefile has";
        if (file != null) {
          throw at(strange);
        }
        // Between records nothing is lost by it.
        lines.notes().add("line %d: %s", number, strange);
      }
    }

    private void hits(String of, int at, String[] parts, String line)
        throws ReportException, CoveredLines.TooMany {
      if (parts.length < 2 || !HITS.matcher(parts[1].strip()).matches()) {
        throw at("\"" + Notes.piece(line) + "\" does not say how often");
      }
      if (parts[1].startsWith("-")) {
        lines.notes().add("line %d of %s was hit %s times", at, Notes.piece(of), parts[1]);
      }
      lines.line(of, at, isSome(parts[1]));
    }

    /** A dash: the line was never reached. */
    private void branch(String of, int at, String[] parts, String line)
        throws ReportException, CoveredLines.TooMany {
      String taken = parts.length < 4 ? "" : parts[parts.length - 1].strip();
      if (!taken.equals("-") && !HITS.matcher(taken).matches()) {
        throw at("\"" + Notes.piece(line) + "\" does not say how often");
      }
      lines.branch(of, at, isSome(taken));
    }

    private static boolean isSome(String count) {
      return !count.startsWith("-") && count.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private @Nullable String next() throws IOException, ReportException {
      StringBuilder line = new StringBuilder();
      number++;
      for (int c = reader.read(); ; c = reader.read()) {
        if (c < 0 && line.isEmpty()) {
          return null;
        }
        if (c < 0 || c == '\n') {
          String text = line.toString();
          return (number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        }
        line.append((char) c);
        if (line.length() > LONGEST_LINE) {
          throw at("a line is longer than any that a tracefile has");
        }
      }
    }

    private ReportException at(String message) {
      return new ReportException("line " + number, message);
    }
  }
}
