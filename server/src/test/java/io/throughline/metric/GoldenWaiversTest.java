package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.Permission;
import io.throughline.evidenced.Waiver;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.model.org.RequiredGate;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the organisation's own file waives of gates that others judged, or that nobody judged. */
final class GoldenWaiversTest {
  private static final String CODE = "static-analysis";
  private static final long RUN = FactId.of(1, 7_000);

  @TempDir Path folder;

  private FactWorld world(RequiredGate.Waiver... waivers) {
    FactWorld world = new FactWorld(folder);
    world.organisation =
        world.organisation.gated(
            Map.of("shop", List.of(new RequiredGate(CODE, "Code", List.of(waivers)))));
    return world;
  }

  private static RequiredGate.Waiver whole(String until) {
    return new RequiredGate.Waiver(null, null, null, "ana", "moved soon", LocalDate.parse(until));
  }

  private static RequiredGate.Waiver of(String condition, String until) {
    return new RequiredGate.Waiver(
        null, null, condition, "bo", "old module", LocalDate.parse(until));
  }

  private static RequiredGate.Waiver rule(String rule, String until) {
    return new RequiredGate.Waiver(
        rule, "pkg*", null, "cy", "not reachable", LocalDate.parse(until));
  }

  /** A verdict of a SonarQube, with one condition that did not hold. */
  private static void sonar(FactWorld world, int commit, String at, String measure) {
    long id = RUN + commit;
    Instant judged = FactWorld.at(at);
    world.tell(
        new GateRun(
            id,
            "shop",
            null,
            sha(900 + commit),
            "main",
            null,
            null,
            "sonarqube",
            judged,
            "fail",
            null,
            null,
            null));
    world.members(
        GateOutcome.class,
        id,
        "gate",
        List.of(new GateOutcome(id, CODE, 0, "SonarQube quality gate", "fail", null, null)));
    world.members(
        GateCheck.class,
        id,
        "gate",
        List.of(
            new GateCheck(
                id,
                CODE + "/" + measure,
                CODE,
                0,
                measure,
                "at least",
                80.0,
                70.0,
                "percent",
                null,
                "fail",
                null)));
  }

  private static void status(FactWorld world, String gate) {
    CodeWorld code = new CodeWorld(world);
    code.project(1, "shop");
    code.status(1, 1, sha(901), "2026-05-04T10:00", gate, null);
  }

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.OfTeam("pay"),
                day("2026-05-04"),
                day("2026-05-11"),
                Grain.TOTAL,
                null))
        .getFirst();
  }

  private static Evidenced open(FactWorld world) {
    Readings unused = world.readings();
    return world.evidenced();
  }

  private static GateMatrix.Cell running(FactWorld world) {
    return open(world).matrix("pay", 5).services().getFirst().running().cells().getFirst();
  }

  private static Instant endOf(String day) {
    return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** What arrives after the last day of the waiver, which is a day of UTC, went past the gate. */
  @Test
  void whatASonarQubeFailedIsWaivedToTheLastDay() {
    try (FactWorld world = world(whole("2026-05-05"))) {
      sonar(world, 1, "2026-05-04T10:00", "new_violations");
      world.deploy(1, "2026-05-06T01:59");
      world.deploy(2, "2026-05-06T02:01");
      sonar(world, 2, "2026-05-04T11:00", "new_violations");
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_rate").numerator()).isEqualTo(2);
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isEqualTo(1);
      assertThat(week(readings, "gate_coverage").value()).isEqualTo(100);
      GateMatrix.Cell cell = running(world);
      assertThat(cell.verdict()).isEqualTo("fail");
      assertThat(cell.waiver()).isEqualTo(new Waiver(endOf("2026-05-05"), "ana", "moved soon"));
    }
  }

  @Test
  void aWaiverIsForItsConditionAlone() {
    try (FactWorld world = world(of("new_line_coverage", "2026-12-31"))) {
      sonar(world, 1, "2026-05-04T10:00", "new_line_coverage");
      world.deploy(1, "2026-05-05T12:00");
      sonar(world, 2, "2026-05-06T10:00", "new_duplicated_lines_density");
      world.deploy(2, "2026-05-07T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_rate").numerator()).isEqualTo(2);
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isEqualTo(1);
      Permission first = open(world).mayDeploy("shop", null, sha(901));
      assertThat(first.allowed()).isTrue();
      assertThat(first.gates().getFirst().verdict()).isEqualTo("waived");
      assertThat(first.gates().getFirst().waiver())
          .isEqualTo(new Waiver(endOf("2026-12-31"), "bo", "old module"));
      assertThat(open(world).mayDeploy("shop", null, sha(902)).reasons())
          .containsExactly("Code failed");
    }
  }

  /** What nobody ran is not run because it is waived. */
  @Test
  void aGateThatNobodyJudgedIsWaivedAndWasNotRun() {
    try (FactWorld world = world(whole("2026-12-31"))) {
      new GateSamples(world)
          .run("shop", sha(77), "2026-05-01T10:00")
          .gate("unit-test", "pass")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_rate").numerator()).isEqualTo(1);
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isZero();
      assertThat(week(readings, "gate_coverage").value()).isZero();
      GateMatrix.Cell cell = running(world);
      assertThat(cell.verdict()).isEqualTo("waived");
      assertThat(cell.waiver().owner()).isEqualTo("ana");
      assertThat(cell.run()).isNull();
      assertThat(open(world).mayDeploy("shop", null, sha(5)).allowed()).isTrue();
    }
  }

  /** Of older analyses only the status is known; a condition of them is not. */
  @Test
  void aStatusAloneIsWaivedWithAllOfTheGate() {
    try (FactWorld world = world(of("new_line_coverage", "2026-12-31"), whole("2026-06-01"))) {
      new GateSamples(world)
          .run("shop", sha(77), "2026-05-01T10:00")
          .gate("unit-test", "pass")
          .tell();
      world.sonarqube("shop");
      status(world, "error");
      world.deploy(1, "2026-05-05T12:00");
      assertThat(week(world.readings(), "gate_bypass_unwaived").numerator()).isZero();
      // Now, on the 10th of June, it has ended.
      GateMatrix.Cell cell = running(world);
      assertThat(cell.verdict()).isEqualTo("waiver_ended");
      assertThat(open(world).mayDeploy("shop", null, sha(901)).reasons())
          .containsExactly("Code failed, and the waiver of it ended at 2026-06-02T00:00:00Z");
    }
  }

  /**
   * A build that a file of its own lets fail is waived where the organisation waives the finding.
   */
  @Test
  void aFindingIsWaivedWhateverRulesItWasJudgedBy() {
    try (FactWorld world = world(rule("CVE-1", "2026-12-31"))) {
      GateSamples gates = new GateSamples(world);
      String[] found = {
        GateSamples.finding("CVE-1", "critical"),
        GateSamples.finding("CVE-1", "critical") + "," + GateSamples.finding("CVE-2", "critical")
      };
      for (int i = 0; i < 2; i++) {
        gates
            .run("shop", sha(901 + i), "2026-05-0" + (4 + i) + "T10:00")
            .verdict("fail")
            .gate(CODE, "fail", GateSamples.scan("code-findings", i + 1, 0, 0, 0, 0), found[i])
            .condition("critical", 0, i + 1, "fail")
            .tell();
        world.deploy(i + 1, "2026-05-0" + (4 + i) + "T12:00");
      }
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isEqualTo(1);
      Evidenced evidenced = open(world);
      assertThat(evidenced.mayDeploy("shop", null, sha(901)).allowed()).isTrue();
      Permission second = evidenced.mayDeploy("shop", null, sha(902));
      assertThat(second.allowed()).isFalse();
      assertThat(second.gates().getFirst().waiver()).isNull();
      Long run = evidenced.mayDeploy("shop", null, sha(901)).gates().getFirst().run();
      JudgedBuild.GateEvidence page = evidenced.build(run).orElseThrow().gates().getFirst();
      assertThat(page.verdict()).isEqualTo("fail");
      assertThat(page.waiver()).isEqualTo(new Waiver(endOf("2026-12-31"), "cy", "not reachable"));
    }
  }

  @Test
  void aReportThatCannotBeReadIsNotWaived() {
    try (FactWorld world = world(whole("2026-12-31"))) {
      new GateSamples(world)
          .run("shop", sha(901), "2026-05-04T10:00")
          .gate(CODE, "unreadable")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      assertThat(week(world.readings(), "gate_bypass_unwaived").numerator()).isEqualTo(1);
      assertThat(running(world).verdict()).isEqualTo("unreadable");
    }
  }

  /** That one tool has no data takes nothing away from what another one passed. */
  @Test
  void aPassIsNoWaiver() {
    try (FactWorld world = world(whole("2026-12-31"))) {
      new GateSamples(world).run("shop", sha(901), "2026-05-04T10:00").gate(CODE, "no_data").tell();
      world.sonarqube("shop");
      status(world, "ok");
      world.deploy(1, "2026-05-05T12:00");
      assertThat(week(world.readings(), "gate_bypass_rate").numerator()).isZero();
      assertThat(running(world).verdict()).isEqualTo("pass");
      assertThat(running(world).waiver()).isNull();
    }
  }

  /** What the rules of a build waived until before it was deployed was not waived any more. */
  @Test
  void aWaiverOfTheBuildThatHadEndedCountsNoMore() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      for (int i = 1; i <= 2; i++) {
        gates
            .run("shop", sha(900 + i), "2026-05-04T10:00")
            .verdict("waived")
            .gate(CODE, "waived")
            .waivedUntil(i == 1 ? "2026-05-04" : "2026-05-06")
            .tell();
        world.deploy(i, "2026-05-0" + (4 + i) + "T12:00");
      }
      Readings readings = world.readings();
      assertThat(week(readings, "gate_bypass_rate").numerator()).isEqualTo(2);
      assertThat(week(readings, "gate_bypass_unwaived").numerator()).isEqualTo(1);
    }
  }

  /** Waivers are the organisation's: with another file what was derived is derived again. */
  @Test
  void anotherFileIsHeardOfAtOnce() {
    try (FactWorld world = world()) {
      sonar(world, 1, "2026-05-04T10:00", "new_line_coverage");
      world.deploy(1, "2026-05-05T12:00");
      assertThat(week(world.readings(), "gate_bypass_unwaived").numerator()).isEqualTo(1);
      for (var waiver : List.of(whole("2026-12-31"), of("new_line_coverage", "2026-05-20"))) {
        world.organisation =
            world.organisation.gated(
                Map.of("shop", List.of(new RequiredGate(CODE, "Code", List.of(waiver)))));
        assertThat(week(world.organisedAnew(), "gate_bypass_unwaived").numerator()).isZero();
      }
      assertThat(running(world).verdict()).isEqualTo("waiver_ended");
    }
  }
}
