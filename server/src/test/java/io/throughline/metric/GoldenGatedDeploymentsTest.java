package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.evidenced.GateMatrix;
import io.throughline.evidenced.Permission;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What gates say of versions that Argo CD brings to production. */
final class GoldenGatedDeploymentsTest extends DeploymentCases {
  private final Map<ProductionWorld, GateSamples> samples = new IdentityHashMap<>();

  private ProductionWorld gated() {
    ProductionWorld world = world();
    world.facts.organisation = world.facts.organisation.gated(Map.of("shop", GateSamples.TWO));
    return world;
  }

  private static String digest(String digit) {
    return "sha256:" + digit.repeat(64);
  }

  private static String at(String digit) {
    return "registry.example/shop@" + digest(digit);
  }

  private void judged(
      ProductionWorld world, String sha, String digit, String at, String scan, int critical) {
    samples
        .computeIfAbsent(world, w -> new GateSamples(w.facts))
        .run("shop", sha, at)
        .image(digit)
        .verdict(scan)
        .gate("unit-test", "pass")
        .gate(
            "container-analysis",
            scan,
            GateSamples.scan("composition-findings", critical, 0, 0, 0, 0),
            "")
        .tell();
  }

  private static GateMatrix.Version running(ProductionWorld world) {
    GateMatrix.Version running =
        world.facts.evidenced().matrix("pay", 0).services().getFirst().running();
    assertThat(running).isNotNull();
    return running;
  }

  private static List<String> verdicts(GateMatrix.Version version) {
    return version.cells().stream().map(GateMatrix.Cell::verdict).toList();
  }

  @Test
  void whatOnlyArgoCdBringsIsJudgedByTheGatesOfItsCommit() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 0);
      judged(world, sha(2), "2", "2026-05-05T10:00", "fail", 3);
      world.sync(1, 1, "2026-05-04T12:00").images(at("1")).tell();
      world.sync(1, 2, "2026-05-05T12:00").images(at("2")).tell();
      // Too late to have held anything up.
      judged(world, sha(2), "2", "2026-05-05T16:00", "pass", 2);
      Readings readings = world.readings();
      Reading bypassed = may(readings, "gate_bypass_rate");
      assertThat(bypassed.numerator()).isEqualTo(1);
      assertThat(bypassed.denominator()).isEqualTo(2);
      assertThat(may(readings, "gate_coverage").value()).isEqualTo(100);
      assertThat(may(readings, "container_vulns").value()).isEqualTo(2);
      GateMatrix.Version running = running(world);
      assertThat(running.sha()).isEqualTo(sha(2));
      assertThat(running.image()).isEqualTo(digest("2"));
      assertThat(running.at()).isEqualTo(FactWorld.at("2026-05-05T12:00"));
      assertThat(verdicts(running)).containsExactly("pass", "fail");
      assertThat(running.url()).startsWith("https://argo.example/");
    }
  }

  /** GitLab goes on to tell of the jobs that change Git: nothing is told twice, nothing lost. */
  @Test
  void whatMovedToArgoCdIsCountedOnce() {
    ProductionWorld world = gated();
    try (world.facts) {
      for (int i = 1; i <= 4; i++) {
        judged(world, FactWorld.sha(900 + i), "" + i, "2026-05-0" + (3 + i) + "T10:00", "pass", i);
        world.facts.deploy(i, "2026-05-0" + (3 + i) + "T12:00");
      }
      world.sync(1, 3, "2026-05-06T12:00").commit(FactWorld.sha(903)).images(at("3")).tell();
      world.sync(1, 4, "2026-05-07T12:02").commit(FactWorld.sha(904)).images(at("4")).tell();
      Readings readings = world.readings();
      assertThat(may(readings, "gate_bypass_rate").denominator()).isEqualTo(4);
      assertThat(
              rows(
                  world,
                  "SELECT substr(sha, 38, 3) || ' ' || arrived_at || ' ' || ends_at FROM shipped"
                      + " ORDER BY arrived_at"))
          .hasSize(4);
      assertThat(
              rows(
                  world,
                  "SELECT count(*) FROM shipped s WHERE s.ends_at IS DISTINCT FROM coalesce("
                      + "(SELECT min(n.arrived_at) FROM shipped n WHERE n.arrived_at > s.arrived_at),"
                      + " TIMESTAMP '9999-01-01 00:00:00')"))
          .containsExactly("0");
      assertThat(running(world).at()).isEqualTo(FactWorld.at("2026-05-07T12:02"));
      assertThat(may(readings, "container_vulns").value()).isEqualTo(4);
    }
  }

  /** METRICS 2.6: a rollback is a deployment, the same again and settings are none. */
  @Test
  void whatRunsAgainIsJudgedAgainAndTheSameIsNot() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "fail", 1);
      judged(world, sha(2), "2", "2026-05-05T10:00", "pass", 2);
      judged(world, sha(3), "3", "2026-05-05T10:30", "fail", 3);
      world.sync(1, 1, "2026-05-04T12:00").images(at("1")).tell();
      world.sync(1, 1, "2026-05-04T13:00").images(at("1")).trigger("self_heal").tell();
      world.sync(1, 1, "2026-05-04T14:00").images(at("1")).byHand().tell();
      world.sync(1, 1, "2026-05-04T15:00").images(at("1")).revision(77).tell();
      world.sync(1, 2, "2026-05-05T12:00").images(at("2")).tell();
      // It never came to run.
      world.sync(1, 3, "2026-05-05T14:00").images(at("3")).phase("failed").tell();
      world.sync(1, 1, "2026-05-06T12:00").images(at("1")).tell();
      Readings readings = world.readings();
      assertThat(told(world))
          .contains("config succeeded", "change failed failed", "rollback succeeded");
      Reading bypassed = may(readings, "gate_bypass_rate");
      assertThat(bypassed.denominator()).isEqualTo(3);
      assertThat(bypassed.numerator()).isEqualTo(2);
      assertThat(running(world).sha()).isEqualTo(sha(1));
      assertThat(running(world).image()).isEqualTo(digest("1"));
      assertThat(may(readings, "container_vulns").value()).isEqualTo(1);
    }
  }

  /** A digest tells its commit by the build that told of it first. */
  @Test
  void whatIsKnownByItsDigestAloneIsJudgedByItsBuild() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 1);
      // Scanned anew on another commit, which is not the one that it was built of.
      judged(world, sha(9), "1", "2026-05-04T11:00", "fail", 5);
      world.sync(1, 1, "2026-05-04T12:00").commit(null).images(at("1")).tell();
      Readings readings = world.readings();
      assertThat(may(readings, "gate_bypass_rate").denominator()).isEqualTo(1);
      assertThat(may(readings, "gate_bypass_rate").numerator()).isZero();
      assertThat(running(world).sha()).isEqualTo(sha(1));
      assertThat(may(readings, "container_vulns").value()).isEqualTo(5);
    }
  }

  /** Nothing tells of which commit it is: it runs, and nothing can be said of its gates. */
  @Test
  void anImageOfWhichNobodyToldIsShownAndNotJudged() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 1);
      world.sync(1, 7, "2026-05-05T12:00").commit(null).images(at("7")).tell();
      Readings readings = world.readings();
      assertThat(may(readings, "gate_bypass_rate").doubt()).isEqualTo(Reading.Doubt.NO_DATA);
      assertThat(may(readings, "gate_coverage").value()).isNull();
      assertThat(may(readings, "container_vulns").value()).isNull();
      GateMatrix.Version running = running(world);
      assertThat(running.sha()).isNull();
      assertThat(running.image()).isEqualTo(digest("7"));
      assertThat(verdicts(running)).containsExactly("missing", "missing");
      assertThat(world.facts.evidenced().vulnerabilities("pay", 9).unscanned())
          .containsExactly("Shop");
      Permission permission = world.facts.evidenced().mayDeploy("shop", digest("7"), null);
      assertThat(permission.allowed()).isFalse();
      assertThat(permission.reasons())
          .singleElement()
          .asString()
          .contains("no build tells of it", digest("7"), "runs in production since 2026-05-05");
    }
  }

  @Test
  void theDigestOfOneOfSeveralImagesIsTheOneThatTheBuildTold() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "c", "2026-05-04T10:00", "pass", 4);
      world
          .sync(1, 1, "2026-05-04T12:00")
          .images("registry.example/proxy@" + digest("a") + " " + at("c"))
          .tell();
      Readings readings = world.readings();
      assertThat(running(world).image()).isEqualTo(digest("c"));
      assertThat(may(readings, "container_vulns").value()).isEqualTo(4);
    }
  }

  /** A scan of another image does not tell what is in the one that runs. */
  @Test
  void onlyTheDigestThatRunsIsCounted() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 4);
      world.sync(1, 1, "2026-05-04T12:00").images(at("8")).tell();
      Readings readings = world.readings();
      assertThat(running(world).image()).isEqualTo(digest("8"));
      assertThat(may(readings, "container_vulns").value()).isNull();
      // Its commit was judged all the same.
      assertThat(may(readings, "gate_bypass_rate").value()).isZero();
    }
  }

  /** As long as nothing is known to bring it anywhere, the newest scan of main stands in. */
  @Test
  void whatArgoCdTriedToBringOutIsNoServiceWithoutDeployments() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 4);
      assertThat(may(world.readings(), "container_vulns").value()).isEqualTo(4);
    }
    ProductionWorld tried = gated();
    try (tried.facts) {
      judged(tried, sha(1), "1", "2026-05-04T10:00", "pass", 4);
      tried.sync(1, 1, "2026-05-04T12:00").images(at("1")).phase("failed").tell();
      assertThat(may(tried.readings(), "container_vulns").value()).isNull();
    }
  }

  @Test
  void anImageOfAServiceOfArgoCdMayGoWhenItsBuildPassed() {
    ProductionWorld world = gated();
    try (world.facts) {
      judged(world, sha(1), "1", "2026-05-04T10:00", "pass", 0);
      judged(world, sha(2), "2", "2026-05-05T10:00", "fail", 3);
      world.sync(1, 1, "2026-05-04T12:00").images(at("1")).tell();
      world.sync(1, 2, "2026-05-05T12:00").images(at("2")).tell();
      Readings unused = world.readings();
      Permission good = world.facts.evidenced().mayDeploy("shop", digest("1"), null);
      assertThat(good.allowed()).isTrue();
      assertThat(good.commit()).isEqualTo(sha(1));
      Permission bad = world.facts.evidenced().mayDeploy("shop", digest("2"), null);
      assertThat(bad.allowed()).isFalse();
      assertThat(bad.commit()).isEqualTo(sha(2));
      assertThat(bad.reasons()).containsExactly("Container analysis failed");
    }
  }
}
