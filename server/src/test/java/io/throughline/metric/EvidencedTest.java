package io.throughline.metric;

import static io.throughline.metric.FactWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.FlakyTests;
import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.evidenced.LoadTrend;
import io.throughline.evidenced.ModeChange;
import io.throughline.evidenced.Permission;
import io.throughline.evidenced.ReleasedLoad;
import io.throughline.evidenced.Vulnerabilities;
import io.throughline.model.org.RequiredGate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and the API say of gates, from the evidence of builds. */
final class EvidencedTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  private FactWorld world() {
    FactWorld world = new FactWorld(folder);
    world.organisation = world.organisation.gated(Map.of("shop", GateSamples.TWO));
    return world;
  }

  private static Evidenced open(FactWorld world) {
    Readings unused = world.readings();
    return world.evidenced();
  }

  private static void judged(
      GateSamples gates, String sha, String branch, String at, String unit, String scan) {
    gates
        .run("shop", sha, at)
        .on(branch)
        .image(branch.equals("main") ? "a" : "b")
        .verdict(unit.equals("pass") ? scan : unit)
        .gate("unit-test", unit, GateSamples.coverage(7, 10), "")
        .gate(
            "container-analysis",
            scan,
            GateSamples.scan("composition-findings", 1, 0, 0, 0, 1),
            GateSamples.finding("CVE-1", "critical") + "," + GateSamples.finding("X", "unknown"))
        .tell();
  }

  @Test
  void theMatrixShowsWhatRunsAndWhatIsOnTheBranches() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      judged(gates, sha(901), "main", "2026-05-05T10:00", "pass", "waived");
      world.deploy(1, "2026-05-05T12:00");
      judged(gates, sha(5), "topic", "2026-05-06T10:00", "pass", "pass");
      judged(gates, sha(6), "topic", "2026-05-07T10:00", "fail", "no_data");
      GateMatrix matrix = open(world).matrix("pay", 5);
      assertThat(matrix.gates())
          .extracting(GateMatrix.Gate::id)
          .containsExactly("unit-test", "container-analysis");
      GateMatrix.ServiceGates shop = matrix.services().getFirst();
      assertThat(shop.running()).isNotNull();
      assertThat(shop.running().cells())
          .extracting(GateMatrix.Cell::verdict)
          .containsExactly("pass", "waived");
      assertThat(shop.running().image()).isEqualTo(A);
      assertThat(shop.branches())
          .extracting(GateMatrix.Version::branch)
          .containsExactly("topic", "main");
      assertThat(shop.branches().getFirst().cells())
          .extracting(GateMatrix.Cell::verdict)
          .containsExactly("fail", "no_data");
      assertThat(open(world).matrix("ops", 5).services()).isEmpty();
      assertThatThrownBy(() -> open(world).matrix("ghosts", 5))
          .isInstanceOf(UnknownNameException.class);
    }
  }

  @Test
  void aBuildHasItsEvidenceItsHistoryAndWhereItWent() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      judged(gates, sha(2), "main", "2026-05-04T10:00", "pass", "pass");
      judged(gates, sha(901), "main", "2026-05-05T10:00", "fail", "pass");
      judged(gates, sha(901), "main", "2026-05-05T11:00", "pass", "fail");
      world.deploy(1, "2026-05-05T12:00");
      Evidenced evidenced = open(world);
      Long run = evidenced.matrix(null, 0).services().getFirst().running().run();
      JudgedBuild build = evidenced.build(run).orElseThrow();
      assertThat(build.service()).isEqualTo("shop");
      assertThat(build.verdict()).isEqualTo("fail");
      assertThat(build.history())
          .extracting(JudgedBuild.Run::verdict)
          .containsExactly("fail", "fail");
      assertThat(build.before()).isNotNull();
      assertThat(build.before().sha()).isEqualTo(sha(2));
      assertThat(build.deployments())
          .singleElement()
          .satisfies(arrival -> assertThat(arrival.bypassed()).isTrue());
      JudgedBuild.GateEvidence unit = build.gates().getFirst();
      assertThat(unit.verdict()).isEqualTo("pass");
      assertThat(unit.measured().getFirst().numbers())
          .containsEntry("covered_lines", 7.0)
          .doesNotContainKey("critical");
      JudgedBuild.GateEvidence scan = build.gates().getLast();
      assertThat(scan.findings())
          .extracting(JudgedBuild.Finding::severity)
          .containsExactly("critical", "unknown");
      assertThat(scan.findings().getFirst().since()).isEqualTo(FactWorld.at("2026-05-04T10:00"));
      assertThat(evidenced.build(1)).isEmpty();
    }
  }

  @Test
  void aVersionMayGoWhenEachGateSaysSo() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      judged(gates, sha(1), "main", "2026-05-04T10:00", "pass", "pass");
      judged(gates, sha(2), "topic", "2026-05-05T10:00", "pass", "fail");
      Evidenced evidenced = open(world);
      Permission good = evidenced.mayDeploy("shop", A, null);
      assertThat(good.allowed()).isTrue();
      assertThat(good.commit()).isEqualTo(sha(1));
      assertThat(good.reasons()).isEmpty();
      Permission bad = evidenced.mayDeploy("shop", null, sha(2));
      assertThat(bad.allowed()).isFalse();
      assertThat(bad.reasons()).containsExactly("Container analysis failed");
      Permission unknown = evidenced.mayDeploy("shop", "sha256:" + "f".repeat(64), null);
      assertThat(unknown.allowed()).isFalse();
      assertThat(unknown.reasons().getFirst()).contains("nothing is known of the image");
      Permission never = evidenced.mayDeploy("shop", null, sha(99));
      assertThat(never.reasons())
          .containsExactly(
              "Unit test was never run on this commit",
              "Container analysis was never run on this commit");
      Permission other = evidenced.mayDeploy("shop", A, sha(2));
      assertThat(other.allowed()).isFalse();
      assertThat(other.reasons().getFirst()).contains("was not built of commit");
      assertThatThrownBy(() -> evidenced.mayDeploy("ghost", A, null))
          .isInstanceOf(UnknownNameException.class);
    }
  }

  @Test
  void whatIsWaivedMayGoUntilTheWaiverEnds() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      for (int i = 1; i < 3; i++) {
        gates
            .run("shop", sha(i), "2026-05-0" + i + "T10:00")
            .gate("unit-test", "pass")
            .gate("container-analysis", "waived")
            .waivedUntil(i == 1 ? "2026-06-10" : "2026-06-09")
            .tell();
      }
      Evidenced evidenced = open(world);
      assertThat(evidenced.mayDeploy("shop", null, sha(1)).allowed()).isTrue();
      assertThat(evidenced.mayDeploy("shop", null, sha(2)).reasons())
          .containsExactly(
              "Container analysis was waived, and the waiver ended at 2026-06-10T00:00:00Z");
    }
  }

  @Test
  void vulnerabilitiesAreThoseOfTheImagesThatRun() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      judged(gates, sha(901), "main", "2026-05-05T10:00", "pass", "fail");
      world.deploy(1, "2026-05-05T12:00");
      Vulnerabilities all = open(world).vulnerabilities(null, 1);
      assertThat(all.images())
          .singleElement()
          .satisfies(
              image -> {
                assertThat(image.open()).containsEntry("critical", 1L).containsEntry("unknown", 1L);
                assertThat(image.services()).containsExactly("Shop");
                assertThat(image.deployed()).isTrue();
              });
      assertThat(all.found())
          .singleElement()
          .satisfies(found -> assertThat(found.rule()).isEqualTo("CVE-1"));
      assertThat(all.more()).isEqualTo(1);
      assertThat(all.unscanned()).isEmpty();
    }
  }

  @Test
  void whatRunsWithoutAScanIsNamed() {
    try (FactWorld world = world()) {
      new GateSamples(world)
          .run("shop", sha(901), "2026-05-05T10:00")
          .gate("unit-test", "pass")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      assertThat(open(world).vulnerabilities("pay", 9).unscanned()).containsExactly("Shop");
    }
  }

  @Test
  void flakyTestsAndGatesAreNamed() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", sha(1), "2026-05-05T10:00")
          .gate("unit-test", "fail", GateSamples.tests("tests", 5, 1, 1), "")
          .tests("{\"name\": \"pays\", \"outcome\": \"flaky\", \"message\": \"\"}")
          .tell();
      gates
          .run("shop", sha(1), "2026-05-05T11:00")
          .gate("unit-test", "pass", GateSamples.tests("tests", 6, 0, 0), "")
          .tell();
      FlakyTests flaky = open(world).flaky(null, LONG_AGO, 10);
      assertThat(flaky.tests())
          .singleElement()
          .satisfies(
              test -> {
                assertThat(test.name()).isEqualTo("pays");
                assertThat(test.flaky()).isEqualTo(1);
                assertThat(test.builds()).isEqualTo(2);
              });
      assertThat(flaky.gates())
          .singleElement()
          .satisfies(gate -> assertThat(gate.commits()).isEqualTo(1));
    }
  }

  @Test
  void loadTestsHaveATrendPerTransaction() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      for (int day = 4; day < 7; day++) {
        gates
            .run("shop", sha(day), "2026-05-0" + day + "T10:00")
            .gate(
                "load-test",
                "pass",
                GateSamples.load(100, 1, Map.of("pay", 100 * day, "get", 9)),
                "")
            .tell();
      }
      List<LoadTrend> trends = open(world).load("pay", LONG_AGO);
      assertThat(trends).hasSize(1);
      assertThat(trends.getFirst().transactions())
          .extracting(LoadTrend.Transaction::name)
          .containsExactly("get", "pay");
      assertThat(trends.getFirst().transactions().getLast().points())
          .extracting(LoadTrend.Point::p95)
          .containsExactly(400.0, 500.0, 600.0);
    }
  }

  @Test
  void aBuildIsComparedWithWhatWasDeployedLast() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      Evidenced none = open(world);
      assertThat(none.lastRelease("shop", null).commit()).isNull();
      loadTested(gates, sha(901), "2026-05-05T10:00", 400);
      world.deploy(1, "2026-05-05T12:00");
      loadTested(gates, sha(902), "2026-05-06T10:00", 500);
      world.deploy(2, "2026-05-06T12:00");
      loadTested(gates, sha(903), "2026-05-07T10:00", 900);
      Evidenced evidenced = open(world);
      ReleasedLoad last = evidenced.lastRelease("shop", sha(903));
      assertThat(last.commit()).isEqualTo(sha(902));
      assertThat(last.releasedAt()).isEqualTo(FactWorld.at("2026-05-06T12:00"));
      assertThat(last.window()).isEqualTo("whole run");
      assertThat(last.users()).isNull();
      assertThat(last.transactions()).containsExactly(new ReleasedLoad.Transaction("pay", 500.0));
      assertThat(evidenced.lastRelease("shop", sha(902)).commit())
          .as("a build is no release before itself")
          .isEqualTo(sha(901));
      assertThatThrownBy(() -> evidenced.lastRelease("ghost", null))
          .isInstanceOf(UnknownNameException.class);
    }
  }

  private static void loadTested(GateSamples gates, String sha, String at, int p95) {
    gates
        .run("shop", sha, at)
        .gate("load-test", "pass", GateSamples.load(100, 1, Map.of("pay", p95)), "")
        .tell();
  }

  /** Each kind stands beside its own, and what came to the main branch later is not before it. */
  @Test
  void theCoverageOfAChangeStandsBesideThatOfTheMainBranchBeforeIt() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      covered(gates, sha(1), "main", "2026-05-04T10:00", 60);
      covered(gates, sha(2), "main", "2026-05-05T10:00", 80);
      covered(gates, sha(5), "topic", "2026-05-06T10:00", 75);
      covered(gates, sha(3), "main", "2026-05-07T10:00", 90);
      Evidenced evidenced = open(world);
      JudgedBuild change = newestOn(evidenced, "topic");
      assertThat(change.coverage())
          .containsExactly(
              new JudgedBuild.ComparedCoverage(
                  "line", 75.0, 80.0, FactWorld.at("2026-05-05T10:00"), -5.0));
      assertThat(newestOn(evidenced, "main").coverage()).isEmpty();
    }
  }

  /**
   * SonarQube's mix of lines and conditions is its own kind: of the projects that were analysed
   * with the change, and of what their main branches held before it.
   */
  @Test
  void theCoverageThatSonarQubeCountsStandsBesideItsOwn() {
    try (FactWorld world = world()) {
      world.sonarqube("shop-a", "shop-b");
      CodeWorld code = new CodeWorld(world);
      code.project(1, "shop-a");
      code.project(2, "shop-b");
      code.main(1, 1, "2026-05-04T10:00", "ok", mixed(50, 80, 10, 20));
      code.main(2, 1, "2026-05-05T10:00", "ok", mixed(60, 80, 15, 20));
      code.main(3, 1, "2026-05-08T10:00", "ok", mixed(80, 80, 20, 20));
      code.main(4, 2, "2026-05-05T11:00", "ok", mixed(1, 100, 0, 0));
      code.change(5, 1, 7, "2026-05-06T09:00", mixed(10, 80, 10, 20));
      code.change(6, 1, 8, "2026-05-06T09:00", mixed(1, 80, 1, 20));
      GateSamples gates = new GateSamples(world);
      gates
          .run("shop", CodeWorld.sha(5), "2026-05-06T10:00")
          .on("topic")
          .gate("unit-test", "no_data")
          .tell();
      gates.run("shop", sha(6), "2026-05-07T10:00").on("bare").gate("unit-test", "no_data").tell();
      Evidenced evidenced = open(world);
      JudgedBuild.ComparedCoverage lines =
          new JudgedBuild.ComparedCoverage("line", null, null, null, null);
      assertThat(newestOn(evidenced, "topic").coverage())
          .containsExactly(
              lines,
              new JudgedBuild.ComparedCoverage(
                  "sonar", 20.0, 75.0, FactWorld.at("2026-05-05T10:00"), -55.0));
      // What was not analysed has nothing to stand beside the main branches of all projects.
      assertThat(newestOn(evidenced, "bare").coverage())
          .containsExactly(
              lines,
              new JudgedBuild.ComparedCoverage(
                  "sonar", null, 38.0, FactWorld.at("2026-05-05T11:00"), null));
    }
  }

  private static CodeWorld.Numbers mixed(
      int coveredLines, int lines, int coveredConditions, int conditions) {
    return new CodeWorld.Numbers()
        .with("coveredLines", coveredLines)
        .with("coverableLines", lines)
        .with("coveredConditions", coveredConditions)
        .with("conditions", conditions);
  }

  @Test
  void whatIsNotKnownOfEitherSideIsNoDifference() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      gates.run("shop", sha(4), "2026-05-04T10:00").gate("unit-test", "no_data").tell();
      covered(gates, sha(5), "topic", "2026-05-06T10:00", 75);
      gates.run("shop", sha(6), "2026-05-07T10:00").on("bare").gate("unit-test", "no_data").tell();
      Evidenced evidenced = open(world);
      assertThat(newestOn(evidenced, "topic").coverage())
          .containsExactly(new JudgedBuild.ComparedCoverage("line", 75.0, null, null, null));
      assertThat(newestOn(evidenced, "bare").coverage())
          .containsExactly(new JudgedBuild.ComparedCoverage("line", null, null, null, null));
    }
  }

  private static void covered(
      GateSamples gates, String sha, String branch, String at, int covered) {
    gates
        .run("shop", sha, at)
        .on(branch)
        .gate("unit-test", "pass", GateSamples.coverage(covered, 100), "")
        .tell();
  }

  private static JudgedBuild newestOn(Evidenced evidenced, String branch) {
    Long run =
        evidenced.matrix("pay", 9).services().getFirst().branches().stream()
            .filter(version -> branch.equals(version.branch()))
            .findFirst()
            .orElseThrow()
            .run();
    return evidenced.build(run).orElseThrow();
  }

  /** What a version was let go by is kept with it; what is shown of it is what holds now. */
  @Test
  void aWaiverThatEndedTurnsTheCellBack() {
    try (FactWorld world = world()) {
      GateSamples gates = new GateSamples(world);
      waived(gates, sha(901), "main", "2026-05-05T10:00", "2026-06-09");
      world.deploy(1, "2026-05-05T12:00");
      waived(gates, sha(5), "ended", "2026-05-06T10:00", "2026-06-09");
      waived(gates, sha(6), "holds", "2026-05-07T10:00", "2026-06-10");
      GateMatrix.ServiceGates shop = open(world).matrix("pay", 5).services().getFirst();
      assertThat(shop.running()).isNotNull();
      assertThat(shop.running().cells())
          .extracting(GateMatrix.Cell::verdict)
          .containsExactly("pass", "waiver_ended");
      assertThat(shop.branches())
          .extracting(GateMatrix.Version::branch, version -> version.cells().getLast().verdict())
          .containsExactly(
              tuple("holds", "waived"),
              tuple("ended", "waiver_ended"),
              tuple("main", "waiver_ended"));
    }
  }

  private static void waived(
      GateSamples gates, String sha, String branch, String at, String until) {
    gates
        .run("shop", sha, at)
        .on(branch)
        .gate("unit-test", "pass")
        .gate("container-analysis", "waived")
        .waivedUntil(until)
        .tell();
  }

  @Test
  void ofRatingsItIsToldWhenTheirModeChanged() {
    try (FactWorld world = world()) {
      world.sonarqube("shop-a");
      CodeWorld code = new CodeWorld(world);
      code.project(1, "shop-a");
      List<String> modes = List.of("standard", "standard", "mqr", "mqr", "standard");
      for (int i = 0; i < modes.size(); i++) {
        Instant when = FactWorld.at("2026-05-0" + (i + 1) + "T09:00");
        code.analysis(
            i, 1, 0, when, modes.get(i), "ok", new CodeWorld.Numbers().with("reliability", 2));
      }
      Evidenced evidenced = open(world);
      Instant may = FactWorld.at("2026-05-05T09:00");
      Instant third = FactWorld.at("2026-05-03T09:00");
      String name = evidenced.modeChanges(null, "shop", LONG_AGO, may).getFirst().serviceName();
      assertThat(evidenced.modeChanges("pay", null, LONG_AGO, may.plusSeconds(1)))
          .containsExactly(
              new ModeChange(third, name, "mqr"), new ModeChange(may, name, "standard"));
      assertThat(evidenced.modeChanges("pay", "shop", third, may))
          .containsExactly(new ModeChange(third, name, "mqr"));
      assertThat(evidenced.modeChanges("pay", null, third.plusSeconds(1), may)).isEmpty();
      assertThat(evidenced.modeChanges(null, "ledger", LONG_AGO, may)).isEmpty();
    }
  }

  @Test
  void anAnalysisThatNoRunToldOfLeadsToItsPageInTheSource() {
    try (FactWorld world = new FactWorld(folder)) {
      world.organisation =
          world.organisation.gated(
              Map.of("shop", List.of(new RequiredGate("static-analysis", "Static analysis"))));
      world.sonarqube("shop-a");
      CodeWorld code = new CodeWorld(world);
      code.project(1, "shop-a");
      code.status(
          1, 1, sha(901), "2026-05-05T09:00", "ok", "https://sonar.example/dashboard?id=shop-a");
      new GateSamples(world)
          .run("shop", sha(901), "2026-05-05T10:00")
          .gate("unit-test", "pass")
          .tell();
      world.deploy(1, "2026-05-05T12:00");
      GateMatrix.ServiceGates shop = open(world).matrix("pay", 5).services().getFirst();
      assertThat(shop.running()).isNotNull();
      GateMatrix.Cell expected =
          new GateMatrix.Cell(
              "static-analysis", "pass", null, "https://sonar.example/dashboard?id=shop-a", null);
      assertThat(shop.running().cells()).containsExactly(expected);
      assertThat(shop.branches().getFirst().cells()).containsExactly(expected);
    }
  }
}
