package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.metric.DeploymentOracle.Deployed;
import io.throughline.metric.DeploymentOracle.Health;
import io.throughline.metric.DeploymentOracle.Merge;
import io.throughline.metric.DeploymentOracle.Outage;
import io.throughline.metric.DeploymentOracle.Rollout;
import io.throughline.metric.DeploymentOracle.Sync;
import io.throughline.metric.DeploymentOracle.World;
import io.throughline.model.time.Grain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deployments of random histories, through the whole product and told in any order, against the
 * slow oracle. {@code -Doracle.worlds=1000} asks for more and {@code -Doracle.seed=7} for one
 * again.
 */
final class DeploymentOracleTest {
  private static final Scope SHOP = new Scope.OfService("shop");

  @TempDir Path folder;

  private final Set<String> met = new TreeSet<>();

  @Test
  void deploymentsOfRandomHistoriesAgreeWithTheOracle() throws IOException {
    String seed = System.getProperty("oracle.seed");
    int worlds = seed == null ? Integer.getInteger("oracle.worlds", 12) : 1;
    for (int i = 0; i < worlds; i++) {
      compare(seed == null ? i + 1L : Long.parseLong(seed));
    }
    if (seed == null) {
      assertThat(met)
          .as("every kind of deployment is met")
          .contains(
              "change succeeded null",
              "rollback succeeded null",
              "config succeeded null",
              "change succeeded hotfix",
              "change succeeded incident",
              "change failed failed",
              "change failed degraded",
              "change aborted aborted",
              "change rolled_back rolled_back",
              "change superseded null");
    }
  }

  private void compare(long seed) throws IOException {
    World imagined = imagined(new Random(seed));
    List<Deployed> expected = new DeploymentOracle(imagined).deployed();
    expected.forEach(d -> met.add(d.kind() + " " + d.status + " " + d.failedBy));
    ProductionWorld world =
        new ProductionWorld(new FactWorld(Files.createTempDirectory(folder, "w")));
    try (world.facts) {
      tell(world, imagined);
      if (seed % 2 == 0) {
        world.facts.shuffled(new Random(seed));
      }
      Readings readings = world.readings();
      assertThat(told(world))
          .as("world " + seed)
          .isEqualTo(expected.stream().map(Deployed::toString).toList());
      List<Deployed> judged = expected.stream().filter(d -> !d.config && d.ended != null).toList();
      Reading failed = total(readings, "change_failure_rate");
      assertThat(failed.denominator()).isEqualTo((double) judged.size());
      assertThat(failed.numerator())
          .isEqualTo((double) judged.stream().filter(d -> d.failedBy != null).count());
      assertThat(total(readings, "deployment_frequency").n())
          .isEqualTo(
              judged.stream()
                  .filter(d -> d.kind().equals("change") && d.status.equals("succeeded"))
                  .count());
      Reading days = total(readings, "deployment_days");
      assertThat(days.numerator())
          .isEqualTo(
              (double)
                  judged.stream()
                      .filter(d -> d.kind().equals("change") && d.status.equals("succeeded"))
                      .map(
                          d -> LocalDate.ofInstant(Objects.requireNonNull(d.ended), FactWorld.ZONE))
                      .distinct()
                      .count());
      assertThat(days.n()).isEqualTo(total(readings, "deployment_frequency").n());
      assertThat(total(readings, "change_lead_time").n())
          .isEqualTo(expected.stream().mapToLong(d -> d.carried.size()).sum());
      assertThat(total(readings, "failed_deployment_recovery_time").n())
          .isEqualTo(judged.stream().filter(d -> d.restored != null).count());
    }
  }

  private static Reading total(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                SHOP,
                FactWorld.day("2026-04-01"),
                FactWorld.day("2026-06-10"),
                Grain.TOTAL,
                null))
        .getFirst();
  }

  private static List<String> told(ProductionWorld world) {
    return world.facts.warehouse.query(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (var statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "SELECT started_at, kind, split_part(split_part(artifact, ':', 2), '.', 1) AS number,"
                          + " status, failed_by, ended_at, changes, restored_at"
                          + " FROM production_deployment ORDER BY started_at")) {
            while (row.next()) {
              rows.add(
                  Items.instant(row, "started_at")
                      + " "
                      + row.getString("kind")
                      + " "
                      + row.getString("number")
                      + " "
                      + row.getString("status")
                      + " "
                      + row.getString("failed_by")
                      + " "
                      + Items.instant(row, "ended_at")
                      + " "
                      + row.getString("changes")
                      + " "
                      + Items.instant(row, "restored_at"));
            }
          }
          return rows;
        });
  }

  private static void tell(ProductionWorld world, World imagined) {
    world.app(2, "shop");
    for (Sync sync : imagined.syncs()) {
      world
          .sync(sync.app(), sync.artifact(), local(sync.at()))
          .revision(sync.revision())
          .phase(sync.phase())
          .trigger(sync.trigger())
          .changed(sync.resources())
          .tell();
    }
    imagined
        .rollouts()
        .forEach(
            r ->
                world.rollout(
                    r.artifact(), local(r.at()), local(r.completed()), local(r.aborted())));
    imagined.health().forEach(h -> world.health(h.app(), h.status(), local(h.at())));
    for (Merge merge : imagined.merges()) {
      Integer reverts = merge.reverts();
      world.merged(
          merge.artifact(),
          merge.artifact(),
          local(merge.at().minus(Duration.ofHours(20))),
          local(merge.at()),
          merge.hotfix() ? ",hotfix," : "",
          reverts == null ? null : Long.valueOf(reverts));
    }
    int number = 1;
    for (Outage outage : imagined.outages()) {
      world.incident(
          number++,
          local(outage.at()),
          local(outage.resolved()),
          outage.counts() ? null : "infrastructure",
          null);
    }
  }

  /** Null for what never was. */
  @SuppressWarnings("NullAway")
  private static String local(@Nullable Instant at) {
    return at == null ? null : at.atZone(FactWorld.ZONE).toLocalDateTime().toString();
  }

  /** Three weeks; no two things happen at the same moment. */
  private static World imagined(Random random) {
    World world =
        new World(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    Instant now = FactWorld.at("2026-05-01T08:00:00");
    int newest = 1;
    int revision = 1;
    int running = 1;
    for (int i = 0; i < 40; i++) {
      now = now.plus(Duration.ofSeconds(600 + random.nextInt(30_000)));
      int dice = random.nextInt(20);
      if (dice < 3) {
        sync(world, 1, running, revision, "succeeded", dice == 0 ? "self_heal" : "sync", now);
      } else if (dice < 5) {
        sync(world, 1 + random.nextInt(2), running, ++revision, "succeeded", "sync", now);
      } else if (dice == 5) {
        world
            .outages()
            .add(
                new Outage(
                    now,
                    random.nextBoolean() ? now.plusSeconds(1_801) : null,
                    random.nextInt(3) > 0));
      } else {
        boolean back = dice == 6 && running > 1;
        running = back ? 1 + random.nextInt(running - 1) : ++newest;
        revision++;
        if (!back && random.nextInt(5) > 0) {
          Integer reverts =
              random.nextInt(6) == 0 && newest > 2 ? Integer.valueOf(newest - 1) : null;
          boolean there =
              reverts != null && world.merges().stream().anyMatch(m -> m.artifact() == reverts);
          world
              .merges()
              .add(
                  new Merge(
                      newest,
                      now.minusSeconds(301),
                      random.nextInt(8) == 0,
                      there ? reverts : null));
        }
        now = bring(world, random, running, revision, now);
      }
    }
    return world;
  }

  /** Brings an artifact to both places, in one attempt or two, and tells what came of it. */
  private static Instant bring(World world, Random random, int artifact, int revision, Instant at) {
    Instant last = at;
    for (int app = 1; app <= 2; app++) {
      last = last.plusSeconds(61 + random.nextInt(3_000));
      boolean fails = random.nextInt(6) == 0;
      sync(world, app, artifact, revision, fails ? "failed" : "succeeded", "sync", last);
      if (fails && random.nextBoolean()) {
        last = last.plusSeconds(63 + random.nextInt(9_000));
        sync(world, app, artifact, revision, "succeeded", "sync", last);
      }
      if (app == 1 && random.nextInt(3) == 0) {
        Instant done = last.plusSeconds(67 + random.nextInt(4_000));
        boolean aborted = random.nextInt(3) == 0;
        boolean open = !aborted && random.nextInt(3) == 0;
        world
            .rollouts()
            .add(
                new Rollout(
                    artifact,
                    last.plusSeconds(1),
                    aborted || open ? null : done,
                    aborted ? done : null));
      } else if (random.nextInt(3) > 0) {
        health(world, app, "progressing", last.plusSeconds(7));
        health(world, app, "healthy", last.plusSeconds(207));
        if (random.nextInt(4) == 0) {
          health(world, app, "degraded", last.plusSeconds(211 + random.nextInt(7_000)));
          health(world, app, "healthy", last.plusSeconds(7_311));
        }
      }
    }
    return last;
  }

  private static void health(World world, int app, String status, Instant at) {
    world.health().add(new Health(app, status, at));
  }

  private static void sync(
      World world, int app, int artifact, int revision, String phase, String trigger, Instant at) {
    Instant free = at;
    while (taken(world, free)) {
      free = free.plusSeconds(1);
    }
    world
        .syncs()
        .add(
            new Sync(
                world.syncs().size(),
                app,
                artifact,
                revision,
                phase,
                trigger,
                phase.equals("failed") && world.syncs().size() % 4 == 0 ? 0 : 3,
                free));
  }

  private static boolean taken(World world, Instant at) {
    return world.syncs().stream().anyMatch(s -> Objects.equals(s.at(), at));
  }
}
