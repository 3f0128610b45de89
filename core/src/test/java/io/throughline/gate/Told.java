package io.throughline.gate;

import io.throughline.config.ConfigException;
import io.throughline.config.GatesReader;
import io.throughline.report.CoverageSummary;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.Measured;
import io.throughline.report.Severity;
import io.throughline.report.TestSummary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reports as they come to the judge, and rules as they stand in a file. */
final class Told {
  private Told() {}

  static GateRules rules(String text) throws ConfigException {
    return rules(text, new Build(null, "", null, null, null));
  }

  static GateRules rules(String text, Build build) throws ConfigException {
    return GatesReader.read("gates.yaml", text.getBytes(StandardCharsets.UTF_8), build);
  }

  private static ReportFile file(
      String path, String format, Measured measured, List<Finding> findings) {
    return new ReportFile(
        path, format, 1, "00", measured, false, findings, false, List.of(), List.of(), null);
  }

  static ReportFile tests(String path, long passed, long failed, long flaky) {
    return file(
        path, "junit", new TestSummary(passed, failed, 0, 0, flaky, 1, List.of()), List.of());
  }

  static ReportFile coverage(String path, long covered, long lines) {
    return file(path, "clover", new CoverageSummary(covered, lines, 0, 0, List.of()), List.of());
  }

  static Finding finding(String rule, String subject, Severity severity, boolean fixable) {
    return new Finding(rule, subject, "", "", severity, fixable, Finding.State.OPEN);
  }

  static ReportFile scan(
      String path, FindingSummary.Kind kind, boolean scanned, Finding... findings) {
    Map<Severity, Long> open = new EnumMap<>(Severity.class);
    Map<Severity, Long> fixable = new EnumMap<>(Severity.class);
    for (Finding finding : findings) {
      open.merge(finding.severity(), 1L, Long::sum);
      if (finding.fixable()) {
        fixable.merge(finding.severity(), 1L, Long::sum);
      }
    }
    return file(
        path,
        "trivy",
        new FindingSummary(kind, "scanner", null, null, scanned, open, fixable, 0, 0, List.of()),
        Arrays.asList(findings));
  }

  static Transaction transaction(String name, double p95, long failed) {
    return new Transaction(name, 100, failed, new Times(9, 1, 99, 5.0, 8.0, p95, 99.0), null, 10.0);
  }

  static ReportFile load(Transaction total, Transaction... transactions) {
    return file(
        "run.jtl",
        "jmeter-csv",
        new LoadSummary("whole run", null, null, 5, total, Arrays.asList(transactions), List.of()),
        List.of());
  }
}
