package io.throughline.gate;

import io.throughline.report.CoverageSummary;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.Measured;
import io.throughline.report.Severity;
import io.throughline.report.TestSummary;
import io.throughline.report.openapi.ApiCoverage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of a gate say together, kind by kind, in the words of the evidence that is sent
 * on.
 */
final class ReportNumbers {
  private static final List<Severity> FIXED =
      List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM);

  private final GateEvidence evidence;
  private final List<ReportFile> reports;

  ReportNumbers(GateEvidence evidence, List<ReportFile> reports) {
    this.evidence = evidence;
    this.reports = reports;
  }

  /** In the order of the kinds; two load tests are two. */
  List<Together> all() {
    List<Together> all = new ArrayList<>();
    for (ReportKind kind : ReportKind.values()) {
      List<ReportFile> of = reports.stream().filter(report -> report.kind() == kind).toList();
      if (!of.isEmpty()) {
        switch (kind) {
          case TESTS, BROWSER_TESTS -> all.add(tests(kind, of));
          case COVERAGE -> coverage(of, all);
          case CODE_FINDINGS, COMPOSITION_FINDINGS, RUNNING_FINDINGS -> all.add(findings(kind, of));
          case LOAD -> of(of, LoadSummary.class).stream().distinct().forEach(l -> load(of, l, all));
          case API -> api(of, all);
        }
      }
    }
    return all;
  }

  private static Together tests(ReportKind kind, List<ReportFile> of) {
    List<TestSummary> all = of(of, TestSummary.class);
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("passed", sum(all, TestSummary::passed));
    numbers.put("failed", sum(all, tests -> tests.failed() + tests.errors()));
    numbers.put("skipped", sum(all, TestSummary::skipped));
    numbers.put("flaky", sum(all, TestSummary::flaky));
    return Together.of(kind, formats(of), numbers);
  }

  /** Nothing where the lines of all reports together are more than can be laid over each other. */
  private void coverage(List<ReportFile> of, List<Together> all) {
    List<CoverageSummary> parts = evidence.coverage();
    if (!parts.isEmpty()) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("covered_lines", sum(parts, CoverageSummary::coveredLines));
      numbers.put("lines", sum(parts, CoverageSummary::lines));
      numbers.put("covered_branches", sum(parts, CoverageSummary::coveredBranches));
      numbers.put("branches", sum(parts, CoverageSummary::branches));
      ChangedLines.Coverage changed = evidence.changedLines();
      if (changed != null) {
        numbers.put("covered_new_lines", changed.covered());
        numbers.put("new_lines", changed.lines());
      }
      all.add(Together.of(ReportKind.COVERAGE, formats(of), numbers));
    }
  }

  private Together findings(ReportKind kind, List<ReportFile> of) {
    List<FindingSummary> all = of(of, FindingSummary.class);
    boolean cut = of.stream().anyMatch(ReportFile::cut);
    List<Finding> open = evidence.open(of);
    Map<String, Number> numbers = new LinkedHashMap<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      numbers.put(
          word(severity),
          cut
              ? sum(all, f -> f.open().getOrDefault(severity, 0L))
              : open.stream().filter(f -> f.severity() == severity).count());
    }
    for (Severity severity : FIXED) {
      numbers.put(
          "fixable_" + word(severity),
          cut
              ? sum(all, f -> f.fixable().getOrDefault(severity, 0L))
              : open.stream().filter(f -> f.severity() == severity && f.fixable()).count());
    }
    numbers.put("suppressed", sum(all, f -> f.suppressed() + f.falsePositives()));
    numbers.put("waived", evidence.waived().stream().filter(f -> isOf(of, f)).count());
    return new Together(
        kind,
        formats(of),
        numbers,
        all.stream().map(FindingSummary::tool).distinct().collect(Collectors.joining(", ")),
        only(all, FindingSummary::artefact),
        only(all, FindingSummary::digest),
        all.stream().allMatch(FindingSummary::scanned),
        null,
        List.of());
  }

  private static boolean isOf(List<ReportFile> of, Finding finding) {
    return of.stream().anyMatch(report -> report.findings().contains(finding));
  }

  private static void load(List<ReportFile> of, LoadSummary load, List<Together> all) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("samples", load.total().samples());
    put(numbers, "failed", load.total().failed());
    Times times = load.total().times();
    put(numbers, "p95", times == null ? null : times.p95());
    put(numbers, "users", load.users());
    List<ReportFile> own = of.stream().filter(report -> report.measured().equals(load)).toList();
    all.add(
        new Together(
            ReportKind.LOAD,
            formats(own),
            numbers,
            null,
            null,
            null,
            null,
            load.window(),
            load.transactions()));
  }

  private void api(List<ReportFile> of, List<Together> all) {
    List<ApiCoverage> coverage = evidence.apis();
    if (!coverage.isEmpty()) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("called_operations", sum(coverage, ApiCoverage::called));
      numbers.put("operations", sum(coverage, ApiCoverage::operations));
      numbers.put("seen_answers", sum(coverage, ApiCoverage::hitStatuses));
      numbers.put("answers", sum(coverage, ApiCoverage::statuses));
      all.add(Together.of(ReportKind.API, formats(of), numbers));
    }
  }

  private static <T extends Measured> List<T> of(List<ReportFile> reports, Class<T> type) {
    return reports.stream()
        .map(ReportFile::measured)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static <T> long sum(Collection<T> all, Function<T, Long> number) {
    return all.stream().mapToLong(number::apply).sum();
  }

  /** What all say that say anything; null where they disagree. */
  private static @Nullable String only(
      List<FindingSummary> all, Function<FindingSummary, @Nullable String> text) {
    List<String> told = all.stream().map(text).filter(Objects::nonNull).distinct().toList();
    return told.size() == 1 ? told.getFirst() : null;
  }

  private static String formats(List<ReportFile> of) {
    return of.stream().map(ReportFile::format).distinct().sorted().collect(Collectors.joining(","));
  }

  private static void put(Map<String, Number> numbers, String word, @Nullable Number number) {
    if (number != null) {
      numbers.put(word, number);
    }
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
