package io.throughline.gate;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import io.throughline.report.CoverageSummary;
import io.throughline.report.CoveredLines;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.Measured;
import io.throughline.report.Severity;
import io.throughline.report.TestSummary;
import io.throughline.report.openapi.ApiCoverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of one gate say together. Numerators and denominators are added up, never rates;
 * a finding that several reports tell of is one.
 */
final class GateEvidence {
  private static final Comparator<Finding> MOST_PRESSING =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(finding -> !finding.fixable())
          .thenComparing(Finding::rule)
          .thenComparing(Finding::subject)
          .thenComparing(Finding::place);

  private final List<ReportFile> reports;
  private final @Nullable CoveredLines lines;
  private final @Nullable ChangedLines changes;
  private final LastRelease last;
  private final Waivers waivers;
  private final List<Finding> open;
  private final List<Finding> waived = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String tooMany = "";

  /**
   * Gathers.
   *
   * @param lines by path of a report of coverage the lines that it tells of
   * @param changes lines that the build changes; null when nobody said
   * @param last what load tests are compared with
   * @param waivers of the gate on the day
   */
  GateEvidence(
      List<ReportFile> reports,
      Map<String, CoveredLines> lines,
      @Nullable ChangedLines changes,
      LastRelease last,
      Waivers waivers) {
    this.reports = reports;
    this.changes = changes;
    this.lines = union(reports, lines);
    this.last = last;
    this.waivers = waivers;
    for (ReportFile report : reports) {
      report.findings().stream()
          .filter(finding -> finding.state() == Finding.State.OPEN && isWaived(finding))
          .forEach(waived::add);
      report.measured().notes().forEach(note -> notes.add(report.path() + ": " + note));
    }
    open = open(reports);
    waived.sort(MOST_PRESSING);
  }

  private boolean isWaived(Finding finding) {
    return waivers.of(finding).isPresent();
  }

  /** Those that some of the reports tell of, each once, the worst first. */
  List<Finding> open(List<ReportFile> some) {
    Map<String, Finding> worst = new HashMap<>();
    for (ReportFile report : some) {
      for (Finding finding : report.findings()) {
        if (finding.state() == Finding.State.OPEN && !isWaived(finding)) {
          worst.merge(
              finding.identity(), finding, (a, b) -> MOST_PRESSING.compare(a, b) <= 0 ? a : b);
        }
      }
    }
    return worst.values().stream().sorted(MOST_PRESSING).toList();
  }

  /** All lines together; null when no report lists any. */
  private @Nullable CoveredLines union(List<ReportFile> reports, Map<String, CoveredLines> lines) {
    List<CoveredLines> own =
        reports.stream().map(r -> lines.get(r.path())).filter(Objects::nonNull).toList();
    if (own.isEmpty()) {
      return null;
    }
    CoveredLines all = new CoveredLines();
    try {
      for (CoveredLines told : own) {
        all.add(told);
      }
    } catch (CoveredLines.TooMany e) {
      tooMany = "all reports of coverage together: " + e.reason();
      return null;
    }
    return all;
  }

  List<Finding> open() {
    return open;
  }

  /** What the reports say, kind by kind. */
  List<Together> together() {
    return new ReportNumbers(this, reports).all();
  }

  List<Finding> waived() {
    return waived;
  }

  List<String> notes() {
    return notes;
  }

  /**
   * A value.
   *
   * @param value null when nothing tells it
   * @param of the transaction whose it is; null for none
   * @param why nothing tells it, or why it is not asked; empty otherwise
   * @param notAsked whether it is not asked of this build: of a change that is too small, of a
   *     first release
   */
  record Value(@Nullable Double value, @Nullable String of, String why, boolean notAsked) {
    static Value of(double value) {
      return new Value(value, null, "", false);
    }

    static Value none(String why) {
      return new Value(null, null, why, false);
    }

    static Value notAsked(String why) {
      return new Value(null, null, why, true);
    }
  }

  Value value(GateCondition condition) {
    return switch (condition.measure()) {
      case TESTS, FAILED_TESTS, SKIPPED_TESTS, PASS_RATE, FLAKY_RATE -> tests(condition.measure());
      case LINE_COVERAGE, BRANCH_COVERAGE -> coverage(condition.measure());
      case NEW_LINE_COVERAGE -> newCoverage();
      case CRITICAL, HIGH, MEDIUM, LOW, UNKNOWN, FIXABLE_CRITICAL, FIXABLE_HIGH, FIXABLE_MEDIUM ->
          findings(condition.measure());
      case P50, P90, P95, P99, ERROR_RATE, THROUGHPUT, SAMPLES -> load(condition);
      case P95_GROWTH_SINCE_LAST_RELEASE -> growth(condition);
      case API_COVERAGE, API_STATUS_COVERAGE -> api(condition.measure());
    };
  }

  private <T extends Measured> Stream<T> all(Class<T> type) {
    return reports.stream().map(ReportFile::measured).filter(type::isInstance).map(type::cast);
  }

  private Value tests(GateMeasure measure) {
    List<TestSummary> all = all(TestSummary.class).toList();
    if (all.isEmpty()) {
      return Value.none("no report of tests was found");
    }
    long passed = all.stream().mapToLong(TestSummary::passed).sum();
    long failed = all.stream().mapToLong(t -> t.failed() + t.errors()).sum();
    long skipped = all.stream().mapToLong(TestSummary::skipped).sum();
    long flaky = all.stream().mapToLong(TestSummary::flaky).sum();
    if (passed + failed == 0 && measure != GateMeasure.TESTS) {
      return Value.none("the reports tell of no test that ran");
    }
    return switch (measure) {
      case TESTS -> Value.of(passed + failed);
      case FAILED_TESTS -> Value.of(failed);
      case SKIPPED_TESTS -> Value.of(skipped);
      case PASS_RATE -> Value.of(100.0 * passed / (passed + failed));
      default -> passed == 0 ? Value.none("no test passed") : Value.of(100.0 * flaky / passed);
    };
  }

  private Value coverage(GateMeasure measure) {
    List<CoverageSummary> all = all(CoverageSummary.class).toList();
    if (all.isEmpty()) {
      return Value.none("no report of coverage was found");
    }
    if (!tooMany.isEmpty()) {
      return Value.none(tooMany);
    }
    List<CoverageSummary> parts = coverage();
    boolean branches = measure == GateMeasure.BRANCH_COVERAGE;
    long covered =
        parts.stream()
            .mapToLong(part -> branches ? part.coveredBranches() : part.coveredLines())
            .sum();
    long known = parts.stream().mapToLong(part -> branches ? part.branches() : part.lines()).sum();
    return known == 0
        ? Value.none(
            branches
                ? "the reports tell of no branch"
                : "the reports tell of no line that can be covered")
        : Value.of(100.0 * covered / known);
  }

  /** Lines of all reports together; empty where there are none, or too many to put together. */
  List<CoverageSummary> coverage() {
    if (!tooMany.isEmpty()) {
      return List.of();
    }
    List<CoverageSummary> parts = new ArrayList<>();
    if (lines != null) {
      parts.add(lines.summary());
    }
    // Reports that list no line cannot be laid over others; their totals are added.
    reports.stream()
        .filter(report -> !report.lines())
        .map(ReportFile::measured)
        .filter(CoverageSummary.class::isInstance)
        .map(CoverageSummary.class::cast)
        .forEach(parts::add);
    return parts;
  }

  /** Of the lines that the build changes; null when nobody said which, or no report lists lines. */
  ChangedLines.@Nullable Coverage changedLines() {
    return changes == null || lines == null ? null : changes.coverage(lines);
  }

  private Value newCoverage() {
    if (changes == null) {
      return Value.none("nobody said which lines the change is; give it with --diff");
    }
    if (lines == null) {
      return Value.none("no report lists the lines that are covered");
    }
    ChangedLines.Coverage coverage = changes.coverage(lines);
    if (coverage.lines() < ChangedLines.FEW) {
      return Value.notAsked(
          "small change: "
              + coverage.lines()
              + " of its lines can be covered, fewer than "
              + ChangedLines.FEW);
    }
    return Value.of(100.0 * coverage.covered() / coverage.lines());
  }

  private Value findings(GateMeasure measure) {
    List<FindingSummary> all = all(FindingSummary.class).toList();
    if (all.isEmpty()) {
      return Value.none("no report of findings was found");
    }
    Optional<ReportFile> blind =
        reports.stream()
            .filter(report -> report.measured() instanceof FindingSummary f && !f.scanned())
            .findFirst();
    if (blind.isPresent()) {
      return Value.none(blind.get().path() + " names nothing that was scanned");
    }
    Severity severity = measure.severity();
    if (reports.stream().anyMatch(ReportFile::cut)) {
      // So many findings that they were not kept one by one: what is told of all of them counts.
      return Value.of(
          all.stream()
              .map(f -> measure.fixable() ? f.fixable() : f.open())
              .mapToLong(counts -> counts.getOrDefault(severity, 0L))
              .sum());
    }
    return Value.of(measure.count(open));
  }

  /** Of operations that are not deprecated; recordings hold the calls of tests that passed. */
  private Value api(GateMeasure measure) {
    List<ApiDescription> apis = all(ApiDescription.class).toList();
    if (apis.isEmpty()) {
      return Value.none("no description of the API was found");
    }
    if (all(ApiCalls.class).findAny().isEmpty()) {
      return Value.none("no recording of calls was found");
    }
    boolean operations = measure == GateMeasure.API_COVERAGE;
    long hit = 0;
    long all = 0;
    for (ApiCoverage coverage : apis()) {
      hit += operations ? coverage.called() : coverage.hitStatuses();
      all += operations ? coverage.operations() : coverage.statuses();
    }
    return all == 0
        ? Value.none("the description of the API holds nothing to cover")
        : Value.of(100.0 * hit / all);
  }

  /** Each API that is described, by all calls that were recorded; empty without a recording. */
  List<ApiCoverage> apis() {
    if (all(ApiCalls.class).findAny().isEmpty()) {
      return List.of();
    }
    Map<ApiOperation, Set<Integer>> calls = new HashMap<>();
    all(ApiCalls.class)
        .forEach(
            told ->
                told.calls()
                    .forEach(
                        (call, statuses) ->
                            calls.computeIfAbsent(call, c -> new TreeSet<>()).addAll(statuses)));
    return all(ApiDescription.class)
        .map(api -> ApiCoverage.of(api, new ApiCalls(calls, List.of()), false))
        .toList();
  }

  private Value load(GateCondition condition) {
    List<LoadSummary> all = all(LoadSummary.class).toList();
    if (all.isEmpty()) {
      return Value.none("no report of a load test was found");
    }
    GateMeasure measure = condition.measure();
    List<Transaction> named =
        all.stream()
            .flatMap(
                load ->
                    measure == GateMeasure.THROUGHPUT && condition.transaction() == null
                        ? Stream.of(load.total())
                        : load.transactions().stream())
            .filter(
                t -> condition.transaction() == null || t.name().equals(condition.transaction()))
            .toList();
    if (named.isEmpty()) {
      return Value.none(
          condition.transaction() == null
              ? "the load test has no sample"
              : "the load test has no transaction \"" + condition.transaction() + "\"");
    }
    Value worst = Value.none("the report does not tell it");
    for (Transaction transaction : named) {
      Double value = of(measure, transaction);
      if (value == null) {
        return new Value(null, transaction.name(), "the report does not tell it", false);
      }
      Double known = worst.value();
      // What does not keep the other one as a limit is worse.
      if (known == null || !measure.keeps(value, known)) {
        worst = new Value(value, transaction.name(), "", false);
      }
    }
    return worst;
  }

  private Value growth(GateCondition condition) {
    List<LoadSummary> all = all(LoadSummary.class).toList();
    return all.isEmpty()
        ? Value.none("no report of a load test was found")
        : new Growth(all, last).value(condition.transaction());
  }

  private static @Nullable Double of(GateMeasure measure, Transaction transaction) {
    Times times = transaction.times();
    return switch (measure) {
      case P50 -> times == null ? null : times.p50();
      case P90 -> times == null ? null : times.p90();
      case P95 -> times == null ? null : times.p95();
      case P99 -> times == null ? null : times.p99();
      case ERROR_RATE -> transaction.errorRate();
      case THROUGHPUT -> transaction.throughput();
      default -> (double) transaction.samples();
    };
  }
}
