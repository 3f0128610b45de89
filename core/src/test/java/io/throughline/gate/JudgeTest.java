package io.throughline.gate;

import static io.throughline.gate.Told.coverage;
import static io.throughline.gate.Told.finding;
import static io.throughline.gate.Told.load;
import static io.throughline.gate.Told.rules;
import static io.throughline.gate.Told.scan;
import static io.throughline.gate.Told.tests;
import static io.throughline.gate.Told.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.BuiltFrom;
import io.throughline.report.CoveredLines;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.FindingSummary.Kind;
import io.throughline.report.Severity;
import io.throughline.report.TestSummary;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of rules and reports. */
class JudgeTest {
  private static final LocalDate DAY = LocalDate.parse("2026-06-10");

  /** Gates that these rules do not ask for stay out of the way. */
  private static String only(String gate, String rule) {
    StringBuilder text = new StringBuilder("gates:\n");
    for (String other :
        List.of(
            "unit-test",
            "static-analysis",
            "container-analysis",
            "functional-test",
            "load-test",
            "security-test")) {
      text.append("  ").append(other).append(": ");
      text.append(other.equals(gate) ? rule : "{ applies_to: [] }").append('\n');
    }
    return text.toString();
  }

  private static GateResult judge(String gate, String rule, ReportFile... reports)
      throws Exception {
    BuildVerdict verdict =
        new Judge(rules(only(gate, rule)), DAY, null)
            .verdict(Arrays.asList(reports), Map.of(), List.of());
    GateResult result =
        verdict.gates().stream().filter(g -> g.rule().id().equals(gate)).findFirst().orElseThrow();
    // The only gate that applies decides; what is waived passes.
    assertThat(verdict.verdict()).isEqualTo(result.verdict());
    return result;
  }

  @Test
  void aGatePassesWhenEachConditionHolds() throws Exception {
    String rule = "{ require: { failed_tests: 0, line_coverage: 80 } }";
    GateResult held = judge("unit-test", rule, tests("a", 3, 0, 0), coverage("b", 8, 10));
    assertThat(held.verdict()).isEqualTo(Verdict.PASS);
    assertThat(held.conditions()).extracting(ConditionResult::value).containsExactly(0.0, 80.0);
    assertThat(judge("unit-test", rule, tests("a", 3, 1, 0), coverage("b", 8, 10)).conditions())
        .extracting(ConditionResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.PASS);
  }

  /** Golden case 23: what was not measured is no data, and never a pass. */
  @Test
  void whatIsNotMeasuredIsNoData() throws Exception {
    String rule = "{ require: { failed_tests: 0, line_coverage: 80 } }";
    assertThat(judge("unit-test", rule).verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(judge("unit-test", rule, tests("a", 3, 0, 0)).verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(judge("unit-test", rule, tests("a", 0, 0, 0), coverage("b", 9, 10)).verdict())
        .isEqualTo(Verdict.NO_DATA);
    assertThat(judge("unit-test", rule, tests("a", 3, 0, 0), coverage("b", 0, 0)).verdict())
        .isEqualTo(Verdict.NO_DATA);
    GateResult blind = judge("container-analysis", "{}", scan("t.json", Kind.COMPOSITION, false));
    assertThat(blind.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(blind.conditions().getFirst().why())
        .isEqualTo("t.json names nothing that was scanned");
  }

  /** Numerators and denominators are added up: 10 of 10 and 0 of 90 are 10 %, not 50 %. */
  @Test
  void severalReportsAreAddedUp() throws Exception {
    GateResult result =
        judge(
            "unit-test",
            "{ require: { line_coverage: 50, pass_rate: 50, flaky_rate: 10 } }",
            coverage("a", 10, 10),
            coverage("b", 0, 90),
            tests("c", 1, 0, 1),
            tests("d", 0, 9, 0));
    assertThat(result.conditions())
        .extracting(ConditionResult::value)
        .containsExactly(10.0, 10.0, 100.0);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aFindingOfSeveralReportsIsOne() throws Exception {
    GateResult result =
        judge(
            "container-analysis",
            "{ require: { critical: 1, fixable_high: 0 } }",
            scan(
                "app.json",
                Kind.COMPOSITION,
                true,
                finding("CVE-1", "openssl", Severity.CRITICAL, true),
                finding("CVE-2", "zlib", Severity.HIGH, false)),
            scan(
                "os.json",
                Kind.COMPOSITION,
                true,
                finding("CVE-1", "openssl", Severity.CRITICAL, true)));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.conditions()).extracting(ConditionResult::value).containsExactly(1.0, 0.0);
  }

  /** A name of one package is no name of another that ends like it, and a slash is a character. */
  @ParameterizedTest
  @CsvSource({
    "lodash*, lodash 4.17.0, true",
    "lodash*, evil/lodash 4.17.0, false",
    "github.com/acme*, github.com/acme/kit v1.2, true",
    "*kit v1.?, github.com/acme/kit v1.2, false",
    "openssl 3.0, openssl 3.0, true",
    "openssl 3.0, openssl 3x0, false"
  })
  void theSubjectOfAWaiverIsMeantAsItIsWritten(String wanted, String subject, boolean waived) {
    GateWaiver waiver = new GateWaiver("CVE-1", wanted, null, "ana", "r", DAY);
    assertThat(waiver.isFor(finding("CVE-1", subject, Severity.HIGH, false))).isEqualTo(waived);
  }

  /** One CVE of a package in two versions is one; who waives one version answers for that alone. */
  @Test
  void versionsOfOnePackageCountOnce() throws Exception {
    Finding old = versioned("openssl 1.1");
    Finding newer = versioned("openssl 3.0");
    ReportFile scan = scan("t", Kind.COMPOSITION, true, old, newer);
    assertThat(judge("container-analysis", "{}", scan).conditions().getFirst().value())
        .isEqualTo(1);
    String waiver = "{ owner: ana, reason: r, until: 2026-12-31, rule: CVE-1, subject: '%s' }";
    assertThat(
            judge(
                    "container-analysis",
                    "{ waivers: [" + waiver.formatted("openssl 1*") + "] }",
                    scan)
                .verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(
            judge("container-analysis", "{ waivers: [" + waiver.formatted("openssl*") + "] }", scan)
                .verdict())
        .isEqualTo(Verdict.WAIVED);
  }

  private static Finding versioned(String subject) {
    return new Finding(
        "CVE-1", subject, "", "", Severity.CRITICAL, false, Finding.State.OPEN, "CVE-1 openssl");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-09, FAIL, a waiver of ana ended on 2026-06-09: no fix yet",
    "2026-06-10, WAIVED,",
    "2026-12-31, WAIVED,"
  })
  void aWaiverHoldsToItsLastDay(String until, Verdict verdict, String note) throws Exception {
    String waiver = "{ owner: ana, reason: no fix yet, until: " + until + ", rule: CVE-1 }";
    GateResult result =
        judge(
            "container-analysis",
            "{ waivers: [" + waiver + "] }",
            scan(
                "t", Kind.COMPOSITION, true, finding("CVE-1", "openssl", Severity.CRITICAL, true)));
    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.notes()).isEqualTo(note == null ? List.of() : List.of(note));
    assertThat(result.waived()).hasSize(verdict == Verdict.WAIVED ? 1 : 0);
    assertThat(result.waivedUntil())
        .isEqualTo(verdict == Verdict.WAIVED ? LocalDate.parse(until) : null);
  }

  @Test
  void aWaiverIsForItsSubjectOrItsConditionAlone() throws Exception {
    String waiver = "{ owner: ana, reason: r, until: 2026-12-31, ";
    ReportFile scan =
        scan(
            "t",
            Kind.COMPOSITION,
            true,
            finding("CVE-1", "openssl 3.0", Severity.CRITICAL, true),
            finding("CVE-1", "zlib 1.2", Severity.CRITICAL, true));
    assertThat(
            judge(
                    "container-analysis",
                    "{ waivers: [" + waiver + "rule: CVE-1, subject: 'openssl*' }] }",
                    scan)
                .conditions()
                .getFirst()
                .value())
        .isEqualTo(1);
    GateResult whole =
        judge("container-analysis", "{ waivers: [" + waiver + "condition: critical }] }", scan);
    assertThat(whole.conditions())
        .extracting(ConditionResult::verdict)
        .containsExactly(Verdict.WAIVED, Verdict.PASS);
    assertThat(whole.conditions().getFirst().why())
        .isEqualTo("ana answers for it until 2026-12-31: r");
    // Somebody may answer for missing data as well; it is told apart from a pass.
    assertThat(judge("load-test", "{ waivers: [" + waiver + "}] }").verdict())
        .isEqualTo(Verdict.WAIVED);
  }

  /** The process's own rule: a load test without an agreement has no verdict. */
  @Test
  void aLoadTestWithoutAnAgreementIsNoData() throws Exception {
    GateResult result =
        judge("load-test", "{}", load(transaction("total", 90, 0), transaction("pay", 90, 0)));
    assertThat(result.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(result.why()).isEqualTo("nothing is agreed that has to hold");
  }

  @Test
  void theWorstTransactionDecides() throws Exception {
    ReportFile run =
        load(
            transaction("total", 100, 2), transaction("pay", 200, 0), transaction("search", 50, 2));
    GateResult result =
        judge(
            "load-test",
            "{ require: { p95: 150, error_rate: 2 }, transactions: { pay: { p95: 250 }, gone: { p95: 1 } } }",
            run);
    assertThat(result.conditions())
        .extracting(ConditionResult::of)
        .containsExactly("pay", "search", "pay", null);
    assertThat(result.conditions())
        .extracting(ConditionResult::value)
        .containsExactly(200.0, 2.0, 200.0, null);
    assertThat(result.conditions())
        .extracting(ConditionResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.PASS, Verdict.PASS, Verdict.NO_DATA);
  }

  /** Below twenty lines a share says nothing; that is not applicable, and never a pass. */
  @Test
  void aSmallChangeIsNotHeldToItsCoverage() throws Exception {
    CoveredLines lines = new CoveredLines();
    for (int line = 1; line <= 30; line++) {
      lines.line("/builds/shop/src/main/java/shop/Pay.java", line, line > 10);
      lines.line("/builds/shop/src/main/java/other/Pay.java", line, false);
    }
    assertThat(newCoverage(lines, 1, 19).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    ConditionResult large = newCoverage(lines, 1, 20);
    assertThat(large.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(large.value()).isEqualTo(50);
    assertThat(newCoverage(lines, 11, 60).value()).isEqualTo(100);
  }

  /** A report that says that it is of another commit is no verdict on this one. */
  @Test
  void aReportOfAnotherCommitIsNoVerdict() throws Exception {
    ReportFile other =
        new ReportFile(
            "t.json",
            "playwright",
            1,
            "00",
            new TestSummary(1, 0, 0, 0, 0, 1, List.of()),
            false,
            List.of(),
            false,
            List.of(),
            List.of(),
            new BuiltFrom("abcdef0"));
    for (String commit : Arrays.asList("abcdef0123456789", "0000000123456789", null)) {
      BuildVerdict verdict =
          new Judge(
                  rules(only("functional-test", "{}"), new Build("shop", "", null, commit, null)),
                  DAY,
                  null)
              .verdict(List.of(other), Map.of(), List.of());
      boolean another = "0000000123456789".equals(commit);
      assertThat(verdict.verdict()).isEqualTo(another ? Verdict.UNREADABLE : Verdict.PASS);
      assertThat(verdict.unreadable()).hasSize(another ? 1 : 0);
    }
  }

  private static ConditionResult newCoverage(CoveredLines lines, int from, int to)
      throws Exception {
    BitSet changed = new BitSet();
    changed.set(from, to + 1);
    ReportFile report =
        new ReportFile(
            "c.xml",
            "jacoco",
            1,
            "00",
            lines.summary(),
            true,
            List.of(),
            false,
            List.of(),
            List.of(),
            null);
    GateResult result =
        new Judge(
                rules(only("unit-test", "{ require: { new_line_coverage: 80 } }")),
                DAY,
                new ChangedLines(Map.of("src/main/java/shop/Pay.java", changed)))
            .verdict(List.of(report), Map.of("c.xml", lines), List.of())
            .gates()
            .getFirst();
    return result.conditions().getFirst();
  }

  @Test
  void whatCannotBeReadIsNeverAPass() throws Exception {
    GateRules rules = rules(only("unit-test", "{ require: { tests: 1 }, reports: ['u/*.xml'] }"));
    Judge judge = new Judge(rules, DAY, null);
    Unreadable file = new Unreadable("u/b.xml", "line 1", "it is cut");
    BuildVerdict verdict =
        judge.verdict(List.of(tests("u/a.xml", 1, 0, 0)), Map.of(), List.of(file));
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(verdict.gates().getFirst().verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(
            judge
                .verdict(
                    List.of(tests("u/a.xml", 1, 0, 0)),
                    Map.of(),
                    List.of(new Unreadable("elsewhere.xml", "", "r")))
                .verdict())
        .isEqualTo(Verdict.UNREADABLE);
  }

  /** A scan of last week's image says nothing of this one. */
  @Test
  void aScanOfAnotherImageIsNoVerdict() throws Exception {
    FindingSummary scan =
        new FindingSummary(
            Kind.COMPOSITION, "t", "shop", "sha256:aa", true, Map.of(), Map.of(), 0, 0, List.of());
    ReportFile report =
        new ReportFile(
            "t.json", "trivy", 1, "00", scan, false, List.of(), false, List.of(), List.of(), null);
    for (String image : Arrays.asList("sha256:aa", "sha256:bb", null)) {
      GateRules rules =
          rules(only("container-analysis", "{}"), new Build("shop", "", null, null, image));
      BuildVerdict verdict =
          new Judge(rules, DAY, null).verdict(List.of(report), Map.of(), List.of());
      if ("sha256:bb".equals(image)) {
        assertThat(verdict.verdict()).isEqualTo(Verdict.UNREADABLE);
        assertThat(verdict.unreadable().getFirst().reason())
            .isEqualTo("it is of the image sha256:aa, and the build's is sha256:bb");
      } else {
        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
      }
    }
  }

  @Test
  void aPathNamesTheGateWhateverTheKind() throws Exception {
    GateRules rules =
        rules("gates: { functional-test: { reports: ['e2e/**'], require: { failed_tests: 0 } } }");
    BuildVerdict verdict =
        new Judge(rules, DAY, null)
            .verdict(
                List.of(tests("e2e/x/cypress.xml", 1, 0, 0), tests("unit.xml", 1, 0, 0)),
                Map.of(),
                List.of());
    assertThat(verdict.gates())
        .extracting(gate -> gate.rule().id() + " " + gate.reports().size())
        .containsExactly(
            "unit-test 1",
            "static-analysis 0",
            "container-analysis 0",
            "functional-test 1",
            "load-test 0",
            "security-test 0");
  }

  @Test
  void aLibraryHasNoContainer() throws Exception {
    GateRules rules = rules("kind: library\n");
    BuildVerdict verdict = new Judge(rules, DAY, null).verdict(List.of(), Map.of(), List.of());
    assertThat(verdict.gates())
        .extracting(GateResult::verdict)
        .containsExactly(
            Verdict.NO_DATA,
            Verdict.NO_DATA,
            Verdict.NOT_APPLICABLE,
            Verdict.NO_DATA,
            Verdict.NOT_APPLICABLE,
            Verdict.NOT_APPLICABLE);
    assertThat(verdict.verdict()).isEqualTo(Verdict.NO_DATA);
  }
}
