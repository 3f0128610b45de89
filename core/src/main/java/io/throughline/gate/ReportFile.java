package io.throughline.gate;

import io.throughline.report.BuiltFrom;
import io.throughline.report.Finding;
import io.throughline.report.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that was read, as evidence.
 *
 * @param path as it was given, with slashes
 * @param format id
 * @param sha256 of its bytes, in hexadecimal
 * @param lines whether it lists the lines that are covered
 * @param findings that it tells of, as many as are kept
 * @param cut whether there were more findings than are kept
 * @param failures tests that failed, as many as are kept
 * @param flaky names of tests that passed when they were tried again, as many as are kept
 * @param commit that it says it is of; null when it names none, as hardly any does
 */
public record ReportFile(
    String path,
    String format,
    long bytes,
    String sha256,
    Measured measured,
    boolean lines,
    List<Finding> findings,
    boolean cut,
    List<FailedTest> failures,
    List<String> flaky,
    @Nullable BuiltFrom commit) {
  public ReportFile {
    findings = List.copyOf(findings);
    failures = List.copyOf(failures);
    flaky = List.copyOf(flaky);
  }

  /**
   * A test that failed.
   *
   * @param message the first lines of why; empty when nothing is said
   */
  public record FailedTest(String name, String message) {}

  /** The same file, measuring this. */
  public ReportFile measuring(Measured other) {
    return new ReportFile(
        path, format, bytes, sha256, other, lines, findings, cut, failures, flaky, commit);
  }

  /** What it is about. */
  public ReportKind kind() {
    return ReportKind.of(format, measured);
  }
}
