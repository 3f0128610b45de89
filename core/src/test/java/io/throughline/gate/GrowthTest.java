package io.throughline.gate;

import static io.throughline.gate.Told.load;
import static io.throughline.gate.Told.rules;
import static io.throughline.gate.Told.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Transaction;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a build got slower than the release before it. */
class GrowthTest {
  private static final LocalDate DAY = LocalDate.parse("2026-06-10");
  private static final String RULE = "require: { p95_growth_since_last_release: 10 }";

  private static GateResult judge(String rule, LastRelease last, ReportFile... reports)
      throws Exception {
    return new Judge(rules("gates:\n  load-test: { " + rule + " }\n"), DAY, null, last)
        .verdict(Arrays.asList(reports), Map.of(), List.of()).gates().stream()
            .filter(gate -> gate.rule().id().equals("load-test"))
            .findFirst()
            .orElseThrow();
  }

  private static ConditionResult only(GateResult gate) {
    assertThat(gate.conditions()).hasSize(1);
    assertThat(gate.verdict()).isEqualTo(gate.conditions().getFirst().verdict());
    return gate.conditions().getFirst();
  }

  private static LastRelease released(double total, Transaction... transactions) {
    return LastRelease.of(List.of(load(transaction("Total", total, 0), transactions)), "last");
  }

  private static ReportFile now(double total, Transaction... transactions) {
    return load(transaction("Total", total, 0), transactions);
  }

  private static ReportFile with(int users, String window, ReportFile file) {
    LoadSummary load = (LoadSummary) file.measured();
    return file.measuring(
        new LoadSummary(
            window, null, null, users, load.total(), load.transactions(), load.notes()));
  }

  @Test
  void theTransactionThatGotSlowestIsTold() throws Exception {
    LastRelease last = released(300, transaction("Pay", 400, 0), transaction("Get", 100, 0));
    ConditionResult held =
        only(judge(RULE, last, now(310, transaction("Pay", 440, 0), transaction("Get", 80, 0))));
    assertThat(held.verdict()).isEqualTo(Verdict.PASS);
    assertThat(held.value()).isEqualTo(10.0);
    assertThat(held.of()).isEqualTo("Pay");
    assertThat(held.why()).isEqualTo("440 ms, and 400 ms in the last release");
    ConditionResult broken =
        only(judge(RULE, last, now(310, transaction("Pay", 441, 0), transaction("Get", 80, 0))));
    assertThat(broken.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(broken.value()).isEqualTo(10.25);
  }

  /** More of the slow ones make all of it slower, though none of them is. */
  @Test
  void allSamplesTogetherAreComparedAsWell() throws Exception {
    ConditionResult total =
        only(
            judge(
                RULE,
                released(200, transaction("Pay", 400, 0)),
                now(260, transaction("Pay", 400, 0))));
    assertThat(total.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(total.of()).isEqualTo("Total");
    assertThat(total.value()).isEqualTo(30.0);
  }

  @Test
  void whatBecameFasterHolds() throws Exception {
    ConditionResult faster =
        only(
            judge(
                RULE,
                released(400, transaction("Pay", 400, 0)),
                now(300, transaction("Pay", 300, 0))));
    assertThat(faster.verdict()).isEqualTo(Verdict.PASS);
    assertThat(faster.value()).isEqualTo(-25.0);
  }

  @Test
  void oneTransactionMayHaveALimitOfItsOwn() throws Exception {
    String rule = "transactions: { Pay: { p95_growth_since_last_release: 20 } }";
    LastRelease last = released(100, transaction("Pay", 400, 0));
    assertThat(only(judge(rule, last, now(900, transaction("Pay", 480, 0)))).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(only(judge(rule, last, now(100, transaction("Get", 1, 0)))).verdict())
        .as("it is gone")
        .isEqualTo(Verdict.NO_DATA);
    ConditionResult added =
        only(
            judge(rule, released(100, transaction("Get", 1, 0)), now(1, transaction("Pay", 9, 0))));
    assertThat(added.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(added.why()).contains("does not tell of it");
  }

  /** Nothing lets a build through that nobody compared; a first release has nothing before it. */
  @Test
  void aFirstReleaseIsNotAskedAndAForgottenBaselineIsNoData() throws Exception {
    ConditionResult first =
        only(judge(RULE, LastRelease.of(List.of(), "last"), now(1, transaction("Pay", 9, 0))));
    assertThat(first.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(first.why()).isEqualTo("last holds no load test, so nothing was released before");
    ConditionResult forgotten =
        only(judge(RULE, LastRelease.unknown("give it"), now(1, transaction("Pay", 9, 0))));
    assertThat(forgotten.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(forgotten.why()).isEqualTo("give it");
    assertThat(only(judge(RULE, released(1, transaction("Pay", 9, 0)))).verdict())
        .as("this build was not load tested")
        .isEqualTo(Verdict.NO_DATA);
  }

  @Test
  void anotherLoadOrAnotherPartOfTheRunIsAnotherSeries() throws Exception {
    ReportFile before = now(100, transaction("Pay", 100, 0));
    LastRelease last = LastRelease.of(List.of(with(50, "whole run", before)), "last");
    ConditionResult users =
        only(judge(RULE, last, with(80, "whole run", now(900, transaction("Pay", 900, 0)))));
    assertThat(users.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(users.why())
        .isEqualTo("the last release was tested with 50 users, and this one with 80");
    ConditionResult window =
        only(judge(RULE, last, with(50, "from 60 s", now(900, transaction("Pay", 900, 0)))));
    assertThat(window.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(window.why()).contains("another part of the run counts (whole run; now from 60 s)");
  }

  @Test
  void nothingIsSoManyPercentOfNothing() throws Exception {
    ConditionResult found =
        only(judge(RULE, released(0, transaction("Pay", 0, 0)), now(5, transaction("Pay", 5, 0))));
    assertThat(found.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(found.value()).isNull();
    assertThat(found.why()).isEqualTo("it took 0 ms in the last release");
  }
}
