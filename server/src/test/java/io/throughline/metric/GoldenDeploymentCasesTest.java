package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.metric.Reading.Doubt;
import io.throughline.model.time.Grain;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reaches production, from syncs, rollouts and merge requests to readings. */
final class GoldenDeploymentCasesTest extends DeploymentCases {
  /** 7: a merge request is reverted the next day: the deployment that brought it failed, once. */
  @Test
  void whatIsRevertedTheNextDayFailedOnce() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-05T10:00");
      world.deployed(1, "2026-05-05T11:00");
      world.merged(2, 2, "2026-05-06T09:00", "2026-05-06T10:00", "", 1L);
      world.deployed(2, "2026-05-06T11:00");
      Readings readings = world.readings();
      assertThat(told(world)).containsExactly("change succeeded hotfix", "change succeeded");
      Reading failed = may(readings, "change_failure_rate");
      assertThat(failed.numerator()).isEqualTo(1);
      assertThat(failed.denominator()).isEqualTo(2);
      assertThat(failed.coverage()).isEqualTo(1);
      assertThat(may(readings, "revert_rate").numerator()).isEqualTo(1);
      assertThat(may(readings, "deployment_rework_rate").numerator()).isEqualTo(1);
      assertThat(may(readings, "failed_deployment_recovery_time").value()).isEqualTo(24);
    }
  }

  /** 11: the original failed, the hotfix is rework, and a deployment like any other. */
  @Test
  void aHotfixMeansThatTheDeploymentBeforeFailed() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-05T10:00");
      world.deployed(1, "2026-05-05T11:00");
      world.merged(2, 2, "2026-05-05T11:30", "2026-05-05T12:00", ",hotfix,", null);
      world.deployed(2, "2026-05-05T13:00");
      world.merged(3, 3, "2026-05-06T09:00", "2026-05-06T10:00");
      world.deployed(3, "2026-05-06T11:00");
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly("change succeeded hotfix", "change succeeded", "change succeeded");
      assertThat(may(readings, "change_failure_rate").value()).isEqualTo(100 / 3.0, within(1e-9));
      assertThat(may(readings, "deployment_rework_rate").numerator()).isEqualTo(1);
      assertThat(may(readings, "deployment_frequency").value()).isEqualTo(3 / 4.0);
    }
  }

  @Test
  void aHotfixLongAfterwardsMendsNothingThatWasDeployedNow() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-05T10:00");
      world.deployed(1, "2026-05-05T11:00");
      world.merged(2, 2, "2026-05-13T09:00", "2026-05-13T10:00", ",hotfix,", null);
      world.deployed(2, "2026-05-13T11:00");
      Readings readings = world.readings();
      assertThat(may(readings, "change_failure_rate").numerator()).isZero();
      assertThat(may(readings, "deployment_rework_rate").numerator()).isEqualTo(1);
    }
  }

  /** 12: a canary that is aborted failed, and needs no incident; what it carried came later. */
  @Test
  void anAbortedCanaryFailedAndBroughtNothing() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      world.rollout(1, "2026-05-04T11:00", "2026-05-04T11:10", null);
      world.merged(2, 2, "2026-05-05T08:00", "2026-05-05T10:00");
      world.deployed(2, "2026-05-05T11:00");
      world.rollout(2, "2026-05-05T11:00", null, "2026-05-05T11:20");
      world.merged(3, 3, "2026-05-05T12:00", "2026-05-05T13:00");
      world.deployed(3, "2026-05-05T14:00");
      world.rollout(3, "2026-05-05T14:00", "2026-05-05T14:30", null);
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly("change succeeded", "change aborted aborted", "change succeeded");
      assertThat(may(readings, "change_failure_rate").numerator()).isEqualTo(1);
      assertThat(may(readings, "deployment_status").numerator()).isEqualTo(2);
      assertThat(may(readings, "failed_deployment_recovery_time").value()).isZero();
      assertThat(may(readings, "progressive_adoption_by_deployment").value()).isEqualTo(100);
      Reading lead = may(readings, "change_lead_time");
      assertThat(lead.n()).isEqualTo(2);
      assertThat(lead.value()).isEqualTo((6.5 + 2.5) / 2);
    }
  }

  /**
   * 13: self-heal and re-syncs of the same are no deployments, a change of settings is one apart.
   */
  @Test
  void theSameAgainIsNoDeployment() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      world.sync(1, 1, "2026-05-04T12:00").trigger("self_heal").tell();
      world.sync(1, 1, "2026-05-04T13:00").byHand().tell();
      world.sync(1, 1, "2026-05-04T14:00").revision(77).tell();
      world.sync(1, 1, "2026-05-04T15:00").revision(78).phase("failed").changed(0).tell();
      // Somebody changed the image by hand; putting it right is no change of artifact.
      world.sync(1, 1, "2026-05-04T16:00").revision(77).trigger("self_heal").tell();
      Readings readings = world.readings();
      assertThat(told(world)).containsExactly("change succeeded", "config succeeded");
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(1);
      assertThat(may(readings, "change_failure_rate").denominator()).isEqualTo(1);
    }
  }

  /** 14: the same image to three clusters in ten minutes is one, from the first to the last. */
  @Test
  void theSameInThreeClustersIsOne() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, "shop");
      world.app(3, "shop");
      world.sync(1, 1, "2026-05-04T11:00").ended("2026-05-04T11:01").tell();
      world.sync(2, 1, "2026-05-04T11:05").ended("2026-05-04T11:06").tell();
      world.sync(3, 1, "2026-05-04T11:10").ended("2026-05-04T11:12").tell();
      Readings readings = world.readings();
      assertThat(told(world)).containsExactly("change succeeded");
      assertThat(
              rows(
                  world,
                  "SELECT places || ' ' || started_at || ' ' || ended_at FROM production_deployment"))
          .containsExactly("3 2026-05-04 09:00:00 2026-05-04 09:12:00");
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(1);
      assertThat(rows(world, "SELECT part_id FROM production_deployment_part")).hasSize(3);
    }
  }

  /** 15: twenty minutes after a deployment nobody knows whether it failed. */
  @Test
  void whatWasDeployedJustNowIsPending() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-06-08T11:00");
      // The clock stands at 14:00 of the tenth of June.
      world.deployed(2, "2026-06-10T13:40");
      Readings readings = world.readings();
      ReadingQuery june =
          new ReadingQuery(
              "change_failure_rate", PAY, day("2026-06-01"), day("2026-06-11"), Grain.TOTAL, null);
      assertThat(readings.read(june).getFirst().denominator()).isEqualTo(1);
      assertThat(readings.read(june).getFirst().provisional()).isTrue();
      assertThat(readings.observations(june, null, 10).items()).hasSize(1);
      assertThat(readings.read(june.about("deployment_frequency")).getFirst().n()).isEqualTo(2);
      ReadingQuery earlier =
          new ReadingQuery(
              "change_failure_rate", PAY, day("2026-05-25"), day("2026-06-03"), Grain.TOTAL, null);
      assertThat(readings.read(earlier).getFirst().provisional()).isFalse();
    }
  }

  /** What is known to have failed is not pending. */
  @Test
  void anAbortIsToldAtOnce() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-06-10T12:40");
      world.rollout(1, "2026-06-10T12:40", null, "2026-06-10T12:50");
      Readings readings = world.readings();
      Reading failed =
          readings
              .read(
                  new ReadingQuery(
                      "change_failure_rate",
                      PAY,
                      day("2026-06-08"),
                      day("2026-06-15"),
                      Grain.WEEK,
                      null))
              .getFirst();
      assertThat(failed.numerator()).isEqualTo(1);
    }
  }

  /** 20: a week without deployments has the frequency 0 and no failure rate. */
  @Test
  void aWeekWithoutDeploymentsIsZeroAndHasNoFailureRate() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      world.deployed(2, "2026-05-05T11:00");
      Readings readings = world.readings();
      assertThat(readings.read(query("deployment_frequency", Grain.WEEK)))
          .extracting(Reading::value)
          .containsExactly(2.0, 0.0, 0.0, 0.0);
      Reading second = readings.read(query("change_failure_rate", Grain.WEEK)).get(1);
      assertThat(second.value()).isNull();
      assertThat(second.doubt()).isEqualTo(Doubt.NO_DATA);
    }
  }

  /**
   * Days are of the team's zone: what was deployed at 23:30 and at 00:30 by Berlin's clock was on
   * two days, though on one by UTC; two services on one day are one day.
   */
  @Test
  void aDayWithADeploymentCountsOnceInTheTeamsOwnZone() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T23:30");
      world.deployed(2, "2026-05-05T00:30");
      world.deployed(3, "2026-05-05T11:00");
      world.deployed(4, "2026-05-19T11:00");
      Readings readings = world.readings();
      List<Reading> weeks = readings.read(query("deployment_days", Grain.WEEK));
      assertThat(weeks).extracting(Reading::value).containsExactly(2.0, 0.0, 1.0, 0.0);
      assertThat(weeks).extracting(Reading::n).containsExactly(3L, 0L, 1L, 0L);
      assertThat(weeks.getFirst().numerator()).isEqualTo(2);
      assertThat(may(readings, "deployment_days").value()).isEqualTo(3 / 4.0);
      assertThat(may(readings, "deployment_days").n()).isEqualTo(4);
    }
  }

  /** N02: in whatever order it is told, what is read is the same. */
  @Test
  void theOrderOfTellingChangesNothing() throws IOException {
    List<String> first = null;
    for (int seed = 0; seed < 3; seed++) {
      List<String> now = shuffled(seed == 0 ? null : new Random(seed));
      first = first == null ? now : first;
      assertThat(now).isEqualTo(first);
    }
  }

  private List<String> shuffled(@Nullable Random random) throws IOException {
    ProductionWorld world =
        new ProductionWorld(new FactWorld(Files.createTempDirectory(folder, "w")));
    try (world.facts) {
      world.app(2, "shop");
      for (int i = 1; i <= 6; i++) {
        String day = "2026-05-0" + (3 + i);
        world.merged(
            i, i, day + "T08:00", day + "T09:00", i == 4 ? ",hotfix," : "", i == 6 ? 5L : null);
        world.sync(1, i, day + "T10:00").phase(i == 2 ? "failed" : "succeeded").tell();
        world.sync(2, i, day + "T10:30").tell();
        world.rollout(
            i, day + "T10:00", i == 3 ? null : day + "T10:20", i == 3 ? day + "T10:10" : null);
        world.named(i, i % 2 == 0 ? "release-bot" : "Anna", "x@acme.io", sha(i), day + "T09:30");
        world.health(1, "progressing", day + "T10:00:20");
        world.health(1, "healthy", day + "T10:02");
      }
      world.sync(1, 5, "2026-05-10T10:00").tell();
      if (random != null) {
        world.facts.shuffled(random);
      }
      world.readings();
      return rows(
          world,
          "SELECT CAST(p AS TEXT) FROM (SELECT * EXCLUDE (sequence) FROM production_deployment) p ORDER BY 1");
    }
  }
}
