package io.throughline.simulator.evidence;

import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Coverage as Cobertura writes it, line by line. What is covered is spread evenly over the files,
 * so that all lines and branches together are exactly those that were measured.
 */
final class CoberturaXml {
  private static final int LINES_OF_A_FILE = 120;

  /** How many branches the conditions of one line have. */
  private static final int OF_A_LINE = 4;

  private static final List<String> FOLDERS =
      List.of("planner", "api", "store", "session", "billing", "sensor", "report", "net", "core");

  /** The same few texts make up nearly all of a report, and many reports are asked for. */
  private static final String[] MISSED = lines(0, 0);

  private static final String[] COVERED = lines(1, 0);
  private static final String[] NOT_TAKEN = lines(0, OF_A_LINE);
  private static final String[] TAKEN = lines(1, OF_A_LINE);

  private final Measured.Coverage coverage;
  private final String ending;
  private final StringBuilder out;
  private int coveredSoFar;
  private int missedSoFar;

  private CoberturaXml(Measured.Coverage coverage, String ending) {
    this.coverage = coverage;
    this.ending = ending;
    this.out = new StringBuilder(coverage.lines() * 40 + 4_096);
  }

  static byte[] of(GateRun run, Measured.Coverage coverage) {
    CoberturaXml xml = new CoberturaXml(coverage, run.pipeline().project().fileEnding());
    xml.report(run);
    return xml.out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String[] lines(int hits, int branches) {
    String[] lines = new String[LINES_OF_A_FILE];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(i + 1, hits, hits == 0 ? 0 : branches, branches);
    }
    return lines;
  }

  private static String line(int number, int hits, int taken, int branches) {
    String told = "<line number=\"" + number + "\" hits=\"" + hits + "\"";
    if (branches == 0) {
      return told + "/>\n";
    }
    String share = 100 * taken / branches + "% (" + taken + "/" + branches + ")";
    return told + " branch=\"true\" condition-coverage=\"" + share + "\"/>\n";
  }

  private void report(GateRun run) {
    out.append("<?xml version=\"1.0\"?>\n<coverage line-rate=\"")
        .append(rate(coverage.coveredLines(), coverage.lines()))
        .append("\" branch-rate=\"")
        .append(rate(coverage.coveredBranches(), coverage.branches()))
        .append("\" lines-covered=\"")
        .append(coverage.coveredLines())
        .append("\" lines-valid=\"")
        .append(coverage.lines())
        .append("\" branches-covered=\"")
        .append(coverage.coveredBranches())
        .append("\" branches-valid=\"")
        .append(coverage.branches())
        .append("\" complexity=\"0\" version=\"2.1.1\" timestamp=\"")
        .append(run.startedAt())
        .append("\">\n<sources><source>.</source></sources>\n<packages>\n<package name=\"src\"")
        .append(" line-rate=\"")
        .append(rate(coverage.coveredLines(), coverage.lines()))
        .append("\" branch-rate=\"")
        .append(rate(coverage.coveredBranches(), coverage.branches()))
        .append("\" complexity=\"0\">\n<classes>\n");
    for (int first = 0; first < coverage.lines(); first += LINES_OF_A_FILE) {
      file(first, Math.min(coverage.lines(), first + LINES_OF_A_FILE));
    }
    out.append("</classes>\n</package>\n</packages>\n</coverage>\n");
  }

  private void file(int first, int end) {
    int number = first / LINES_OF_A_FILE;
    String folder = FOLDERS.get(number % FOLDERS.size());
    String name = "part" + number;
    out.append("<class name=\"").append(folder).append('.').append(name);
    out.append("\" filename=\"src/").append(folder).append('/').append(name).append(ending);
    out.append("\" line-rate=\"").append(rate(covered(end) - covered(first), end - first));
    out.append("\" complexity=\"0\">\n<methods/>\n<lines>\n");
    for (int i = first; i < end; i++) {
      line(i - first, covered(i + 1) > covered(i));
    }
    out.append("</lines>\n</class>\n");
  }

  /** How many of the first lines are covered. */
  private int covered(int lines) {
    return part(lines, coverage.coveredLines(), coverage.lines());
  }

  private void line(int place, boolean covered) {
    int branches;
    if (covered) {
      branches = branches(coveredSoFar++, coverage.coveredLines(), coverage.coveredBranches());
    } else {
      branches =
          branches(
              missedSoFar++,
              coverage.lines() - coverage.coveredLines(),
              coverage.branches() - coverage.coveredBranches());
    }
    if (branches == 0) {
      out.append((covered ? COVERED : MISSED)[place]);
    } else if (branches == OF_A_LINE) {
      out.append((covered ? TAKEN : NOT_TAKEN)[place]);
    } else {
      out.append(line(place + 1, covered ? 1 : 0, covered ? branches : 0, branches));
    }
  }

  /** How many branches the line of a number has, of all that lines of its kind have. */
  private static int branches(int number, int lines, int branches) {
    int whole = branches / OF_A_LINE;
    int own = part(number + 1, whole, lines) - part(number, whole, lines);
    return own * OF_A_LINE + (number == 0 ? branches % OF_A_LINE : 0);
  }

  private static int part(int number, int part, int whole) {
    return (int) ((long) number * part / whole);
  }

  private static String rate(int part, int whole) {
    return whole == 0 ? "0" : Double.toString(10_000L * part / whole / 10_000.0);
  }
}
