package io.throughline.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.running.Impact.Effect;
import io.throughline.running.Impact.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be told of a deployment's effect, and what cannot. */
final class ImpactJudgeTest {
  private static final Instant START = Instant.parse("2026-05-05T10:00:00Z");

  /** Half an hour of minutes that go up and down a little around the given values. */
  private static Stretch half(long requests, long errors, double p95, int minutes) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < minutes; i++) {
      double sway = 1 + ((i * 7) % 5 - 2) / 100.0;
      samples.add(
          new Sample(
              START.plus(Duration.ofMinutes(i)),
              60,
              Math.round(requests * sway),
              errors,
              p95 * sway,
              2 * sway,
              1e9 * sway));
    }
    return new Stretch(samples);
  }

  private static final Stretch NOTHING = new Stretch(List.of());

  private static Effect of(String measure, ImpactJudge judge) {
    return judge.effects().stream()
        .filter(e -> e.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void moreErrorsAndSlowerAnswersAreWorse() {
    ImpactJudge judge =
        new ImpactJudge(half(200, 1, 100, 30), half(200, 4, 140, 30), NOTHING, List.of());
    Effect errors = of("error_rate", judge);
    assertThat(errors.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(errors.before()).isCloseTo(0.5, within(0.01));
    assertThat(errors.after()).isCloseTo(2, within(0.01));
    assertThat(errors.low()).isPositive().isLessThan(errors.delta());
    assertThat(errors.high()).isGreaterThan(errors.delta());
    Effect latency = of("latency_p95", judge);
    assertThat(latency.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(latency.change()).isCloseTo(40, within(1.0));
    assertThat(latency.low()).isPositive();
    assertThat(of("throughput", judge).verdict()).isEqualTo(Verdict.NO_CHANGE);
    assertThat(judge.confounders()).isEmpty();
  }

  @Test
  void fewerErrorsAndFasterAnswersAreBetter() {
    ImpactJudge judge =
        new ImpactJudge(half(200, 4, 140, 30), half(200, 1, 100, 30), NOTHING, List.of());
    assertThat(of("error_rate", judge).verdict()).isEqualTo(Verdict.BETTER);
    assertThat(of("latency_p95", judge).verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void whatIsSoAtThisHourEveryWeekIsNoChange() {
    ImpactJudge judge =
        new ImpactJudge(
            half(200, 1, 100, 30), half(200, 4, 140, 30), half(200, 4, 141, 30), List.of());
    assertThat(of("error_rate", judge).verdict()).isEqualTo(Verdict.NO_CHANGE);
    assertThat(of("error_rate", judge).reason()).contains("a week before");
    assertThat(of("latency_p95", judge).verdict()).isEqualTo(Verdict.NO_CHANGE);
  }

  @Test
  void aSureButSmallDifferenceIsNoChange() {
    ImpactJudge judge =
        new ImpactJudge(half(200, 1, 100, 30), half(200, 1, 110, 30), NOTHING, List.of());
    Effect latency = of("latency_p95", judge);
    assertThat(latency.chance()).isLessThan(0.05);
    assertThat(latency.verdict()).isEqualTo(Verdict.NO_CHANGE);
    assertThat(latency.reason()).contains("too small");
  }

  @Test
  void withFewRequestsNothingIsDecided() {
    ImpactJudge judge =
        new ImpactJudge(half(3, 0, 100, 30), half(3, 3, 500, 30), NOTHING, List.of());
    assertThat(judge.effects())
        .allSatisfy(e -> assertThat(e.verdict()).isEqualTo(Verdict.NOT_DECIDABLE));
    assertThat(of("error_rate", judge).reason()).contains("90 before, 90 after");
  }

  @Test
  void whatWasNotMeasuredIsNotZero() {
    ImpactJudge judge = new ImpactJudge(half(200, 1, 100, 30), NOTHING, NOTHING, List.of());
    Effect errors = of("error_rate", judge);
    assertThat(errors.after()).isNull();
    assertThat(errors.delta()).isNull();
    assertThat(errors.verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(of("memory", judge).reason()).contains("30 before, 0 after");
  }

  @Test
  void aGapLeavesTooFewMeasurements() {
    ImpactJudge judge =
        new ImpactJudge(half(200, 1, 100, 30), half(2000, 1, 100, 4), NOTHING, List.of());
    assertThat(of("latency_p95", judge).reason()).contains("4 after");
  }

  @Test
  void anotherDeploymentMeanwhileConfounds() {
    ImpactJudge judge =
        new ImpactJudge(
            half(200, 1, 100, 30), half(200, 4, 140, 30), NOTHING, List.of("ledger 1.4 came too"));
    assertThat(of("error_rate", judge).verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(of("error_rate", judge).reason()).contains("ledger 1.4");
    assertThat(of("error_rate", judge).delta()).isNotNull();
  }

  @Test
  void otherTrafficConfoundsAllButItself() {
    ImpactJudge judge =
        new ImpactJudge(half(400, 1, 100, 30), half(150, 1, 140, 30), NOTHING, List.of());
    assertThat(judge.confounders()).singleElement().asString().contains("fell by 62 %");
    assertThat(of("latency_p95", judge).verdict()).isEqualTo(Verdict.NOT_DECIDABLE);
    assertThat(of("throughput", judge).verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void sharesAgreeWithABook() {
    // Newcombe 1998, table II, case (a): 56/70 and 48/80 differ by 0.2, 0.0524 to 0.3339.
    Difference d = Difference.ofShares(48, 80, 56, 70);
    assertThat(d.delta()).isCloseTo(0.2, within(1e-9));
    assertThat(d.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(d.high()).isCloseTo(0.3339, within(5e-5));
  }
}
