package io.throughline.gate;

import static io.throughline.gate.Told.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.gate.ToldGate.Check;
import io.throughline.gate.ToldGate.Standing;
import io.throughline.report.Finding;
import io.throughline.report.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waivers let pass of what others judged. */
final class ToldGateTest {
  private static final LocalDate MAY = LocalDate.parse("2026-05-31");
  private static final LocalDate JUNE = LocalDate.parse("2026-06-30");
  private static final Finding OPENSSL = finding("CVE-1", "openssl 3", Severity.CRITICAL, true);
  private static final Finding ZLIB = finding("CVE-2", "zlib 1", Severity.CRITICAL, false);

  private static GateWaiver of(@Nullable GateMeasure condition, LocalDate until) {
    return new GateWaiver(null, null, condition, "ana", "r", until);
  }

  private static GateWaiver rule(String rule, LocalDate until) {
    return new GateWaiver(rule, null, null, "bo", "r", until);
  }

  private static ToldGate told(Verdict verdict, Check... checks) {
    return new ToldGate(verdict, List.of(checks), List.of(), List.of(), false, null);
  }

  private static Check broken(String measure) {
    return new Check(measure, 10.0, 80.0, Verdict.FAIL);
  }

  private static LocalDate until(ToldGate told, GateWaiver... waivers) {
    return told.waivedBy(List.of(waivers)).map(Standing::until).orElse(LocalDate.MIN);
  }

  @Test
  void allOfAGateIsWaivedWhateverBrokeIt() {
    GateWaiver all = of(null, MAY);
    assertThat(until(told(Verdict.FAIL), all)).isEqualTo(MAY);
    assertThat(until(told(Verdict.FAIL, broken("new_violations")), all)).isEqualTo(MAY);
    assertThat(until(told(Verdict.NO_DATA), all)).isEqualTo(MAY);
    assertThat(until(ToldGate.NOTHING, all, of(null, JUNE))).isEqualTo(JUNE);
    assertThat(until(told(Verdict.UNREADABLE), all)).isEqualTo(LocalDate.MIN);
    assertThat(until(told(Verdict.PASS), all)).isEqualTo(LocalDate.MIN);
    assertThat(until(new ToldGate(Verdict.FAIL, List.of(), List.of(), List.of(), true, null), all))
        .isEqualTo(LocalDate.MIN);
  }

  @Test
  void eachBrokenConditionNeedsAWaiverAndTheFirstToEndEndsIt() {
    ToldGate told =
        told(Verdict.FAIL, broken("line_coverage"), broken("pass_rate"), broken("tests"));
    GateWaiver lines = of(GateMeasure.LINE_COVERAGE, JUNE);
    assertThat(until(told, lines)).isEqualTo(LocalDate.MIN);
    Optional<Standing> both =
        told.waivedBy(List.of(lines, of(GateMeasure.PASS_RATE, MAY), of(GateMeasure.TESTS, JUNE)));
    assertThat(both).map(Standing::until).contains(MAY);
    assertThat(both.orElseThrow().by()).hasSize(3);
    // Nothing that is known of it tells why it failed: who waives a condition waives no such thing.
    assertThat(until(told(Verdict.FAIL), lines)).isEqualTo(LocalDate.MIN);
  }

  @Test
  void findingsAreCountedAnewWithoutThoseThatAreWaived() {
    Check critical = new Check("critical", 2.0, 1.0, Verdict.FAIL);
    ToldGate told =
        new ToldGate(
            Verdict.FAIL, List.of(critical), List.of(OPENSSL, ZLIB), List.of(), false, null);
    assertThat(until(told, rule("CVE-1", MAY))).isEqualTo(MAY);
    assertThat(until(told, rule("CVE-9", MAY))).isEqualTo(LocalDate.MIN);
    Check none = new Check("critical", 2.0, 0.0, Verdict.FAIL);
    told =
        new ToldGate(Verdict.FAIL, List.of(none), List.of(OPENSSL, ZLIB), List.of(), false, null);
    assertThat(until(told, rule("CVE-1", MAY))).isEqualTo(LocalDate.MIN);
    assertThat(until(told, rule("CVE-1", MAY), rule("CVE-2", JUNE))).isEqualTo(MAY);
    // Not all that was counted is known one by one, and so nothing can be taken away.
    Check many = new Check("critical", 9_000.0, 0.0, Verdict.FAIL);
    told =
        new ToldGate(Verdict.FAIL, List.of(many), List.of(OPENSSL, ZLIB), List.of(), false, null);
    assertThat(until(told, rule("CVE-1", MAY), rule("CVE-2", MAY))).isEqualTo(LocalDate.MIN);
  }

  @Test
  void whatOthersWaivedIsWaivedAsLongAsTheySaid() {
    Check critical = new Check("critical", 1.0, 0.0, Verdict.FAIL);
    ToldGate told =
        new ToldGate(Verdict.FAIL, List.of(critical), List.of(OPENSSL), List.of(ZLIB), false, MAY);
    assertThat(until(told, rule("CVE-1", JUNE))).isEqualTo(MAY);
    assertThat(until(told, rule("CVE-1", JUNE), rule("CVE-2", JUNE))).isEqualTo(JUNE);
    ToldGate waived =
        new ToldGate(
            Verdict.WAIVED,
            List.of(new Check("line_coverage", 10.0, 80.0, Verdict.WAIVED)),
            List.of(),
            List.of(),
            false,
            MAY);
    assertThat(until(waived, of(GateMeasure.LINE_COVERAGE, JUNE))).isEqualTo(JUNE);
    assertThat(until(waived, of(GateMeasure.PASS_RATE, JUNE))).isEqualTo(LocalDate.MIN);
  }
}
