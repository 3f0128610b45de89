package io.throughline.report.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.ApiCalls;
import io.throughline.report.ApiDescription;
import io.throughline.report.ApiOperation;
import io.throughline.report.CoverageSummary;
import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import io.throughline.report.TestCase;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for everything that was ever read, and for everything that was refused. */
final class Believable {
  private static final int MOST_NOTES = 21;
  private static final int LONGEST_NOTE = 600;
  private static final int LONGEST_MESSAGE = 600;

  private Believable() {}

  static void check(ReportException refusal) {
    assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
    assertThat(refusal.place()).matches("(line [0-9]+(, column [0-9]+)?)?");
  }

  static void check(@Nullable Measured measured, List<Detail> details) {
    assertThat(measured).isNotNull();
    assertThat(details).doesNotContainNull();
    assertThat(measured.notes())
        .hasSizeLessThanOrEqualTo(MOST_NOTES)
        .allSatisfy(note -> assertThat(note).isNotBlank().hasSizeLessThan(LONGEST_NOTE));
    switch (measured) {
      case TestSummary tests -> tests(tests, details);
      case CoverageSummary coverage -> coverage(coverage, details);
      case FindingSummary findings -> findings(findings, details);
      case LoadSummary load -> load(load);
      case ApiDescription description -> description(description);
      case ApiCalls calls -> calls(calls);
    }
  }

  /** What is counted is what is shown. */
  private static void tests(TestSummary tests, List<Detail> details) {
    long[] outcomes = new long[TestOutcome.values().length];
    long flaky = 0;
    for (Detail detail : details) {
      TestCase test = (TestCase) detail;
      outcomes[test.outcome().ordinal()]++;
      flaky += test.flaky() ? 1 : 0;
      assertThat(!test.flaky() || test.outcome() == TestOutcome.PASSED).as("flaky").isTrue();
      if (test.seconds() != null) {
        assertThat(test.seconds()).isFinite().isNotNegative();
      }
    }
    assertThat(outcomes)
        .containsExactly(tests.skipped(), tests.passed(), tests.failed(), tests.errors());
    assertThat(tests.flaky()).isEqualTo(flaky);
    assertThat(tests.seconds()).isFinite().isNotNegative();
  }

  private static void coverage(CoverageSummary coverage, List<Detail> details) {
    part(coverage.coveredLines(), coverage.lines());
    part(coverage.coveredBranches(), coverage.branches());
    assertThat(details).hasSizeLessThanOrEqualTo(1);
    for (Detail detail : details) {
      assertThat(((CoveredLines) detail).summary()).isEqualTo(coverage);
    }
  }

  private static void part(long part, long all) {
    assertThat(part).isBetween(0L, all);
  }

  /** More may be shown than is counted, and never less. */
  private static void findings(FindingSummary findings, List<Detail> details) {
    assertThat(findings.kind()).isNotNull();
    assertThat(findings.tool()).isNotNull();
    assertThat(findings.open().values()).allMatch(count -> count > 0);
    assertThat(findings.fixable().values()).allMatch(count -> count > 0);
    for (Severity severity : Severity.values()) {
      part(
          findings.fixable().getOrDefault(severity, 0L),
          findings.open().getOrDefault(severity, 0L));
    }
    assertThat(findings.suppressed()).isNotNegative();
    assertThat(findings.falsePositives()).isNotNegative();
    if (findings.digest() != null) {
      assertThat(findings.digest()).matches("sha256:[0-9a-f]{64}");
    }
    assertThat(findings.all() + findings.suppressed() + findings.falsePositives())
        .isLessThanOrEqualTo(details.size());
    // A judge counts what is shown, and has to come to the same.
    assertThat(
            details.stream()
                .map(Finding.class::cast)
                .filter(finding -> finding.state() == Finding.State.OPEN)
                .map(Finding::identity)
                .distinct())
        .hasSize((int) findings.all());
    for (Detail detail : details) {
      Finding finding = (Finding) detail;
      assertThat(Stream.of(finding.rule(), finding.subject(), finding.place(), finding.title()))
          .allMatch(Objects::nonNull)
          .allMatch(text -> text.length() <= 1_001);
      assertThat(finding.severity()).isNotNull();
      assertThat(finding.state()).isNotNull();
    }
  }

  private static void load(LoadSummary load) {
    assertThat(load.window()).isNotBlank();
    assertThat(load.from() == null).as("both or none").isEqualTo(load.to() == null);
    if (load.from() != null) {
      assertThat(load.from()).isBeforeOrEqualTo(load.to());
    }
    if (load.users() != null) {
      assertThat(load.users()).isNotNegative();
    }
    transaction(load.total());
    load.transactions().forEach(Believable::transaction);
    assertThat(load.transactions().stream().map(Transaction::name))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static void transaction(Transaction transaction) {
    assertThat(transaction.samples()).isNotNegative();
    if (transaction.failed() != null) {
      part(transaction.failed(), transaction.samples());
    }
    if (transaction.throughput() != null) {
      assertThat(transaction.throughput()).isFinite().isNotNegative();
    }
    times(transaction.times());
    times(transaction.successTimes());
  }

  private static void times(@Nullable Times times) {
    if (times == null) {
      return;
    }
    // A mean is a sum that was rounded.
    double hair = 1e-9 * Math.max(Math.abs(times.min()), Math.abs(times.max()));
    assertThat(times.mean()).isBetween(times.min() - hair, times.max() + hair);
    List<Double> rising = new ArrayList<>();
    rising.add(times.min());
    Stream.of(times.p50(), times.p90(), times.p95(), times.p99())
        .filter(Objects::nonNull)
        .forEach(rising::add);
    rising.add(times.max());
    assertThat(rising).allMatch(Double::isFinite).isSortedAccordingTo(Comparator.naturalOrder());
  }

  private static void description(ApiDescription description) {
    assertThat(description.title()).isNotNull();
    assertThat(description.bases())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(base -> base.isEmpty() || base.startsWith("/") && !base.endsWith("/"));
    assertThat(description.operations().stream().map(ApiDescription.Operation::operation))
        .doesNotHaveDuplicates()
        .allSatisfy(Believable::operation);
    assertThat(description.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.statuses())
                    .allMatch(status -> status.matches("[1-5]([0-9]{2}|XX)|default")));
  }

  private static void operation(ApiOperation operation) {
    assertThat(operation.method()).matches("[A-Z][A-Z-]*");
    assertThat(operation.path()).startsWith("/");
  }

  /** No query is kept, since it may be a secret. */
  private static void calls(ApiCalls calls) {
    assertThat(calls.calls().keySet())
        .allSatisfy(Believable::operation)
        .noneMatch(call -> call.path().contains("?") || call.path().contains("#"));
    assertThat(calls.calls().values())
        .allSatisfy(
            statuses -> assertThat(statuses).isNotEmpty().allMatch(s -> s >= 100 && s <= 999));
  }
}
