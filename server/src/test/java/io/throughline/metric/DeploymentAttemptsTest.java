package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.FactId;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attempts, places, rollbacks and rollouts: what of them is one deployment, and how it ended. */
final class DeploymentAttemptsTest extends DeploymentCases {
  /** N19: retried, partial, rolled back. */
  @Test
  void aRetriedSyncIsTheSameDeployment() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, "shop");
      world.deployed(1, "2026-05-04T11:00");
      world.sync(1, 2, "2026-05-05T11:00").phase("failed").tell();
      world.sync(1, 2, "2026-05-05T11:20").ended("2026-05-05T11:21").tell();
      Readings readings = world.readings();
      assertThat(told(world)).containsExactly("change succeeded", "change succeeded");
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(2);
      assertThat(rows(world, "SELECT status FROM production_deployment_part ORDER BY started_at"))
          .containsExactly("succeeded", "failed", "succeeded");
    }
  }

  @Test
  void whatFailsInOneOfThreeClustersFailed() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, "shop");
      world.app(3, "shop");
      for (int app = 1; app <= 3; app++) {
        world.sync(app, 1, "2026-05-04T11:0" + app).tell();
      }
      world.merged(2, 2, "2026-05-05T09:00", "2026-05-05T10:00");
      world.sync(1, 2, "2026-05-05T11:00").tell();
      world.sync(2, 2, "2026-05-05T11:01").phase("error").tell();
      world.sync(3, 2, "2026-05-05T11:02").tell();
      world.merged(3, 3, "2026-05-06T09:00", "2026-05-06T10:00");
      for (int app = 1; app <= 3; app++) {
        world.sync(app, 3, "2026-05-06T11:0" + app).tell();
      }
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly("change succeeded", "change failed failed", "change succeeded");
      assertThat(may(readings, "deployment_status").numerator()).isEqualTo(2);
      // Both changes are whole in production with the third one, and it mends the second.
      assertThat(may(readings, "change_lead_time").n()).isEqualTo(2);
      assertThat(may(readings, "failed_deployment_recovery_time").value())
          .isEqualTo(24 + 1 / 60.0, within(1e-9));
    }
  }

  @Test
  void aRollbackIsADeploymentAndNoChange() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-04T10:00");
      world.deployed(1, "2026-05-04T11:00");
      world.merged(2, 2, "2026-05-05T09:00", "2026-05-05T10:00");
      world.deployed(2, "2026-05-05T11:00");
      world.deployed(1, "2026-05-05T12:00");
      // The bad one again, mended by settings: newer than what runs, so no rollback.
      world.deployed(2, "2026-05-05T13:00");
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly(
              "change succeeded",
              "change rolled_back rolled_back",
              "rollback succeeded",
              "change succeeded");
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(2);
      assertThat(may(readings, "deployment_status").denominator()).isEqualTo(4);
      assertThat(may(readings, "change_failure_rate").value()).isEqualTo(25);
      assertThat(may(readings, "failed_deployment_recovery_time").value()).isEqualTo(1);
      assertThat(may(readings, "change_lead_time").n()).isEqualTo(2);
    }
  }

  @Test
  void degradedInTheWatchWindowFailedAndFlappingBeforeItIsHealthyDidNot() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 1, "2026-05-04T11:00").ended("2026-05-04T11:02").tell();
      for (int i = 0; i < 50; i++) {
        world.health(1, "degraded", "2026-05-04T11:02:%02d".formatted(i));
        world.health(1, "progressing", "2026-05-04T11:02:%02d.5".formatted(i));
      }
      world.health(1, "healthy", "2026-05-04T11:05");
      world.sync(1, 2, "2026-05-05T11:00").ended("2026-05-05T11:02").tell();
      world.health(1, "progressing", "2026-05-05T11:01");
      world.health(1, "healthy", "2026-05-05T11:04");
      world.health(1, "degraded", "2026-05-05T11:30");
      world.health(1, "healthy", "2026-05-05T11:50");
      // Long after the next one, it has another cause.
      world.sync(1, 3, "2026-05-06T11:00").ended("2026-05-06T11:02").tell();
      world.health(1, "progressing", "2026-05-06T11:01");
      world.health(1, "healthy", "2026-05-06T11:04");
      world.health(1, "degraded", "2026-05-06T12:30");
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly("change succeeded", "change failed degraded", "change succeeded");
      assertThat(may(readings, "failed_deployment_recovery_time").value())
          .isEqualTo(46 / 60.0, within(1e-9));
      assertThat(may(readings, "failed_deployment_recovery_time_from_detection").value())
          .isEqualTo(20 / 60.0, within(1e-9));
      assertThat(may(readings, "deploy_duration").value()).isEqualTo(4);
    }
  }

  @Test
  void timeThatACanaryWaitsForAPersonIsCountedApart() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      long rollout = world.rollout(1, "2026-05-04T11:00", "2026-05-04T12:00", null);
      world.paused(rollout, "2026-05-04T11:10", "2026-05-04T11:40");
      world.named(1, "release-bot", "release-bot@acme.io", sha(1), "2026-05-04T10:50");
      world.deployed(2, "2026-05-05T11:00");
      world.named(2, "renovate[bot]", "bot@acme.io", null, "2026-05-05T10:50");
      world.deployed(3, "2026-05-06T11:00");
      world.named(3, "Anna", "anna@acme.io", null, "2026-05-06T10:50");
      Readings readings = world.readings();
      assertThat(may(readings, "deploy_duration").value()).isEqualTo(30);
      assertThat(may(readings, "deploy_paused").value()).isEqualTo(30);
      Reading automated = may(readings, "automation_level");
      assertThat(automated.denominator()).isEqualTo(3);
      assertThat(automated.numerator()).isEqualTo(1);
      assertThat(rows(world, "SELECT made_by FROM production_deployment ORDER BY started_at"))
          .containsExactly("bot", "bot", "person");
    }
  }

  @Test
  void aNewerArtifactSupersedesWhatIsNotThroughYet() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      world.rollout(1, "2026-05-04T11:00", null, null);
      world.deployed(2, "2026-05-04T11:30");
      world.rollout(2, "2026-05-04T11:30", "2026-05-04T12:00", null);
      world.sync(1, 3, "2026-05-04T13:00").phase("running").images(null).tell();
      Readings readings = world.readings();
      assertThat(told(world))
          .containsExactly("change superseded", "change succeeded", "change in_progress");
      assertThat(may(readings, "deployment_status").denominator()).isEqualTo(2);
      assertThat(may(readings, "deployment_status").numerator()).isEqualTo(1);
    }
  }

  /** N20: one commit of the GitOps repository, several services: one deployment each. */
  @Test
  void oneCommitForTwoServicesIsOneDeploymentEach() {
    ProductionWorld world = world();
    try (world.facts) {
      world.facts.organisation =
          new OrganisationWith(world.facts.organisation)
              .service(new Service("desk", "Desk", Service.Kind.SERVICE, Map.of()), "ops");
      world.app(2, "desk");
      world.deployed(1, "2026-05-04T11:00");
      world.sync(2, 1, "2026-05-04T11:00").images("registry.example/desk:1.0").tell();
      Readings readings = world.readings();
      assertThat(told(world)).hasSize(2);
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(1);
      assertThat(
              readings
                  .read(query("deployment_frequency", Grain.TOTAL).of(new Scope.Everyone()))
                  .getFirst()
                  .n())
          .isEqualTo(2);
    }
  }

  /** N21: without a merge request it is counted, and the coverage says that nothing is linked. */
  @Test
  void aDeploymentWithoutAKnownCommitCountsAndCarriesNothing() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-04T10:00");
      world
          .sync(1, 1, "2026-05-04T11:00")
          .images("registry.example/shop:latest")
          .commit(null)
          .tell();
      Readings readings = world.readings();
      assertThat(may(readings, "deployment_frequency").n()).isEqualTo(1);
      Reading lead = may(readings, "change_lead_time");
      assertThat(lead.value()).isNull();
      assertThat(lead.coverage()).isZero();
      assertThat(may(readings, "change_failure_rate").coverage()).isZero();
      assertThat(rows(world, "SELECT changes FROM production_deployment")).containsOnlyNulls();
    }
  }

  /** Everything that was merged up to the commit came with it, unless it had come before. */
  @Test
  void aDeploymentCarriesWhatWasMergedSinceTheOneBefore() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-03T10:00", "2026-05-04T10:00");
      world.merged(2, 2, "2026-05-04T09:00", "2026-05-05T10:00");
      world.deployed(2, "2026-05-05T12:00");
      world.merged(3, 3, "2026-05-05T20:00", "2026-05-06T10:00");
      world.merged(4, 4, "2026-05-05T21:00", "2026-05-06T11:00");
      world.merged(5, 5, "2026-05-06T12:00", "2026-05-06T13:00");
      world.deployed(4, "2026-05-06T14:00");
      Readings readings = world.readings();
      // Of the first one only what made its commit, of the second the two since.
      assertThat(rows(world, "SELECT changes FROM production_deployment ORDER BY started_at"))
          .containsExactly("1", "2");
      assertThat(may(readings, "change_lead_time").n()).isEqualTo(3);
      Reading cycle = may(readings, "cycle_time");
      assertThat(may(readings, "deploy_time").n()).isEqualTo(3);
      assertThat(may(readings, "deploy_time").value()).isEqualTo(3);
      assertThat(cycle.n()).as("commits were not read").isZero();
      assertThat(
              rows(
                  world,
                  "SELECT iid FROM merge_request WHERE deployed_at IS NOT NULL AND deployable ORDER BY iid"))
          .containsExactly("2", "3", "4");
    }
  }

  /** What GitLab tells is told twice once a controller brings the service to production. */
  @Test
  void gitLabCountsUntilTheFirstSync() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-03T10:00", "2026-05-04T10:00");
      world.facts.deploy(1, "2026-05-04T12:00", FactId.of(1, 101));
      world.merged(2, 2, "2026-05-05T08:00", "2026-05-05T10:00");
      world.facts.deploy(2, "2026-05-05T12:00", FactId.of(1, 102));
      world.deployed(2, "2026-05-05T11:30");
      Readings readings = world.readings();
      assertThat(
              rows(world, "SELECT via || ' ' || changes FROM production_deployment ORDER BY via"))
          .containsExactly("argocd 1", "gitlab 1");
      assertThat(may(readings, "deploy_time").n()).isEqualTo(2);
      assertThat(may(readings, "deploy_time").p90()).isEqualTo(1.95, within(1e-9));
    }
  }

  @Test
  void whatIsNotProductionDoesNotCount() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, "shop");
      world.sync(2, 1, "2026-05-04T10:00").tier("staging", null).tell();
      world.sync(1, 1, "2026-05-04T11:00").tier("staging", "prod").tell();
      world.sync(1, 2, "2026-05-04T12:00").tier(null, "shop-staging").tell();
      world.sync(1, 3, "2026-05-04T13:00").tier(null, "pre-prod").tell();
      world.sync(1, 4, "2026-05-04T14:00").tier(null, null).tell();
      world.sync(1, 5, "2026-05-04T15:00").tier(null, "shop-prod").tell();
      world.readings();
      assertThat(rows(world, "SELECT version FROM production_deployment")).containsExactly("5.0");
    }
  }

  @Test
  void servicesThatComeThroughGitAndStepByStep() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T11:00");
      world.kept(1, "2026-05-04T11:00", true, "synced", "none");
      world.kept(1, "2026-05-12T11:00", true, "synced", "canary");
      world.kept(1, "2026-05-20T11:00", false, "synced", "canary");
      Readings readings = world.readings();
      assertThat(readings.read(query("gitops_adoption", Grain.WEEK)))
          .extracting(Reading::value)
          .containsExactly(100.0, 100.0, 0.0, 0.0);
      assertThat(readings.read(query("progressive_adoption", Grain.WEEK)))
          .extracting(Reading::value)
          .containsExactly(0.0, 100.0, 100.0, 100.0);
      assertThat(may(readings, "progressive_adoption_with_analysis").value()).isEqualTo(100);
      assertThat(readings.observations(query("gitops_adoption", Grain.TOTAL), null, 5).items())
          .extracting(Observation::title)
          .containsExactly("Shop");
    }
  }
}
