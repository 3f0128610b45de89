package io.throughline.gate;

import io.throughline.gate.ReportFile.FailedTest;
import io.throughline.report.BuiltFrom;
import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.TestCase;
import io.throughline.report.TestOutcome;
import io.throughline.report.jmeter.JmeterCsvFormat;
import io.throughline.report.jmeter.JmeterRun;
import io.throughline.report.jmeter.JmeterXmlFormat;
import io.throughline.report.jmeter.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that was read to its end, in bounded memory.
 *
 * @param lines that it tells of; null when it lists none
 */
public record ReportReading(ReportFile file, @Nullable CoveredLines lines) {
  private static final int MOST_FINDINGS = 50_000;
  private static final int MOST_TESTS = 1_000;

  /** Until all parts of a load test are read. */
  private static final Measured NOTHING = new JmeterRun(Window.WHOLE_RUN).summary();

  /**
   * Reads a report.
   *
   * @param path what it is called
   * @param input closed by this
   * @param run that takes the samples of a load test, whose summary is to be asked when all of its
   *     parts are read; null: the report is a whole run
   * @throws ReportException when it is not what its format promises
   */
  public static ReportReading of(
      String path, ReportFormat format, InputStream input, @Nullable JmeterRun run)
      throws IOException, ReportException {
    try (Counted counted = new Counted(input)) {
      Kept kept = new Kept();
      Measured measured = NOTHING;
      switch (format) {
        case JmeterCsvFormat csv when run != null -> csv.readInto(run, counted);
        case JmeterXmlFormat xml when run != null -> xml.readInto(run, counted);
        default -> measured = format.read(counted, kept::take);
      }
      counted.transferTo(OutputStream.nullOutputStream());
      return new ReportReading(
          new ReportFile(
              path,
              format.id(),
              counted.bytes(),
              counted.sha256Text(),
              measured,
              kept.lines != null,
              kept.findings,
              kept.cut,
              kept.failures,
              kept.flaky,
              kept.commit),
          kept.lines);
    }
  }

  /** The same file, measuring this. */
  public ReportReading measuring(Measured other) {
    return new ReportReading(file.measuring(other), lines);
  }

  /** What is kept of the entries of a report. */
  private static final class Kept {
    private final List<Finding> findings = new ArrayList<>();
    private final List<FailedTest> failures = new ArrayList<>();
    private final List<String> flaky = new ArrayList<>();
    private @Nullable CoveredLines lines;
    private @Nullable BuiltFrom commit;
    private boolean cut;

    void take(Detail detail) {
      switch (detail) {
        case CoveredLines told -> lines = told;
        case BuiltFrom told -> commit = commit == null ? told : commit;
        case Finding finding -> {
          if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
          } else {
            cut = true;
          }
        }
        case TestCase test -> {
          if (test.outcome().compareTo(TestOutcome.FAILED) >= 0 && failures.size() < MOST_TESTS) {
            failures.add(new FailedTest(name(test), test.message() == null ? "" : test.message()));
          } else if (test.flaky() && flaky.size() < MOST_TESTS) {
            flaky.add(name(test));
          }
        }
      }
    }

    private static String name(TestCase test) {
      return test.className().isEmpty() || test.name().startsWith(test.className())
          ? test.name()
          : test.className() + "." + test.name();
    }
  }
}
