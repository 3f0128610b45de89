package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GitopsChange;
import io.throughline.model.fact.Rollout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can still be found of deployments that were over before anybody looked: Argo CD's history
 * names no images, and a Rollout tells of its last version only, without its beginning.
 */
final class LateDeploymentsTest {
  @TempDir Path folder;

  private ProductionWorld world() {
    return new ProductionWorld(new FactWorld(folder));
  }

  private static List<String> rows(ProductionWorld world, String columns) {
    return world.facts.warehouse.query(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (var statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "SELECT concat_ws(' ', "
                          + columns
                          + ") FROM production_deployment ORDER BY started_at, id")) {
            while (row.next()) {
              rows.add(row.getString(1));
            }
          }
          return rows;
        });
  }

  private static void asked(
      ProductionWorld world, int number, @Nullable String from, String version) {
    committed(world, number, "shop/values.yaml", "registry.example/shop", from, version);
  }

  private static void committed(
      ProductionWorld world, int number, @Nullable String path, String image, String version) {
    committed(world, number, path, image, null, version);
  }

  /** A commit of the GitOps repository by its number; without a path it changed no version. */
  private static void committed(
      ProductionWorld world,
      int number,
      @Nullable String path,
      String image,
      @Nullable String from,
      String version) {
    world.facts.tell(
        new GitopsChange(
            FactId.of(1, 9_500 + number),
            FactId.of(1, 21),
            "%040x".formatted(0xfade0000L + number),
            path,
            path == null ? null : image,
            from,
            path == null ? null : version,
            null,
            "a",
            null,
            null,
            at("2026-05-01T10:00").plusSeconds(number),
            null));
  }

  @Test
  void whatGitSaysToChangeNoVersionIsAChangeOfSettings() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 1, "2026-05-04T10:00").images(null).commit(null).revision(1).tell();
      world.sync(1, 1, "2026-05-05T10:00").images(null).commit(null).revision(2).tell();
      world.sync(1, 1, "2026-05-06T10:00").images(null).commit(null).revision(3).tell();
      world.sync(1, 1, "2026-05-07T10:00").images(null).commit(null).revision(4).tell();
      world.sync(1, 5, "2026-05-08T10:00").revision(5).tell();
      committed(world, 1, "shop/values.yaml", "registry.example/shop", "1.0");
      committed(world, 2, null, "", "");
      committed(world, 3, "mail/values.yaml", "registry.example/mail", "7.0");
      committed(world, 5, "shop/values.yaml", "registry.example/shop", "5.0");
      world.readings();
      // Nothing is known of the fourth commit, so that what it changed may be the version.
      assertThat(rows(world, "kind"))
          .containsExactly("change", "config", "config", "change", "change");
    }
  }

  @Test
  void whatGitTakesBackIsARollback() {
    ProductionWorld world = world();
    try (world.facts) {
      for (int i = 1; i <= 3; i++) {
        world.sync(1, i, "2026-05-0" + (3 + i) + "T10:00").images(null).commit(null).tell();
      }
      world.sync(1, 4, "2026-05-08T10:00").tell();
      committed(world, 1, "shop/values.yaml", "registry.example/shop", "1.0");
      committed(world, 2, "shop/values.yaml", "registry.example/shop", "2.0");
      committed(world, 3, "shop/values.yaml", "registry.example/shop", "1.0");
      committed(world, 4, "shop/values.yaml", "registry.example/shop", "4.0");
      world.readings();
      assertThat(rows(world, "kind, status, version"))
          .containsExactly(
              "change succeeded 1.0",
              "change rolled_back 2.0",
              "rollback succeeded 1.0",
              "change succeeded 4.0");
    }
  }

  /** Argo CD keeps ten syncs; what ran before them only Git remembers. */
  @Test
  void gitRemembersWhatRanBeforeTheFirstSyncThatIsKept() {
    ProductionWorld world = world();
    try (world.facts) {
      for (int i = 2; i <= 3; i++) {
        world.sync(1, i, "2026-05-0" + (3 + i) + "T10:00").images(null).commit(null).tell();
      }
      world.sync(1, 4, "2026-05-08T10:00").tell();
      asked(world, 1, null, "1.0");
      asked(world, 2, "1.0", "2.0");
      asked(world, 3, "2.0", "1.0");
      asked(world, 4, "1.0", "4.0");
      world.readings();
      assertThat(rows(world, "kind, status, version"))
          .containsExactly(
              "change rolled_back 2.0", "rollback succeeded 1.0", "change succeeded 4.0");
    }
  }

  @Test
  void theFirstSyncThatIsKeptMayTakeBack() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 3, "2026-05-06T10:00").images(null).commit(null).tell();
      world.sync(1, 4, "2026-05-08T10:00").tell();
      asked(world, 1, null, "1.0");
      asked(world, 2, "1.0", "2.0");
      asked(world, 3, "2.0", "1.0");
      asked(world, 4, "1.0", "4.0");
      world.readings();
      assertThat(rows(world, "kind, version")).containsExactly("rollback 1.0", "change 4.0");
    }
  }

  /** A version that was taken back failed, whoever told that it came. */
  @Test
  void theFirstSyncThatIsKeptTakesBackWhatGitLabBrought() {
    ProductionWorld world = world();
    try (world.facts) {
      world.facts.deploy(1, "2026-05-04T10:00");
      world.facts.deploy(2, "2026-05-05T10:00");
      world.sync(1, 3, "2026-05-06T10:00").images(null).commit(null).tell();
      world.sync(1, 4, "2026-05-08T10:00").tell();
      asked(world, 1, null, "1.0");
      asked(world, 2, "1.0", "2.0");
      asked(world, 3, "2.0", "1.0");
      asked(world, 4, "1.0", "4.0");
      world.readings();
      assertThat(rows(world, "via, kind, status, failed, restored_at"))
          .containsExactly(
              "gitlab change succeeded false",
              "gitlab change rolled_back true 2026-05-06 08:00:00",
              "argocd rollback succeeded false",
              "argocd change succeeded false");
    }
  }

  /** Two systems may tell of the same version. */
  @Test
  void aRollbackTakesBackNothingWhereItsVersionCameLast() {
    ProductionWorld world = world();
    try (world.facts) {
      world.facts.deploy(1, "2026-05-04T10:00");
      world.facts.deploy(2, "2026-05-05T10:00");
      world.sync(1, 3, "2026-05-06T10:00").trigger("rollback").commit(FactWorld.sha(902)).tell();
      world.readings();
      assertThat(rows(world, "via, kind, status"))
          .containsExactly(
              "gitlab change succeeded", "gitlab change succeeded", "argocd rollback succeeded");
    }
  }

  @Test
  void aRepositoryThatNamesNoImageOfTheServiceTellsNothing() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 1, "2026-05-04T10:00").images(null).commit(null).revision(1).tell();
      world.sync(1, 1, "2026-05-05T10:00").images(null).commit(null).revision(2).tell();
      world.sync(1, 3, "2026-05-06T10:00").revision(3).tell();
      committed(world, 2, null, "", "");
      world.readings();
      assertThat(rows(world, "kind")).containsExactly("change", "change", "change");
    }
  }

  @Test
  void theVersionThatGitNamesTellsTheCommit() {
    ProductionWorld world = world();
    try (world.facts) {
      String sha = ProductionWorld.sha(1);
      String digest = "sha256:" + "ab".repeat(32);
      world.sync(1, 1, "2026-05-04T10:00").images(null).commit(null).revision(1).tell();
      world.sync(1, 2, "2026-05-05T10:00").images(null).commit(null).revision(2).tell();
      committed(world, 1, "shop/values.yaml", "registry.example/shop", sha.substring(0, 8));
      committed(world, 2, "shop/values.yaml", "registry.example/shop", "2.0@" + digest);
      world.merged(1, 1, "2026-05-03T10:00", "2026-05-04T09:00");
      world.readings();
      assertThat(rows(world, "sha, version, changes"))
          .containsExactly(sha + " " + sha.substring(0, 8) + " 1", "2.0");
    }
  }

  @Test
  void aRolloutThatWasOverIsFoundByItsEnd() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T10:00");
      world.deployed(2, "2026-05-05T10:00");
      world.deployed(3, "2026-05-06T10:00");
      over(world, 2, "2026-05-05T10:20", null);
      over(world, 3, null, "2026-05-06T10:09");
      world.readings();
      assertThat(rows(world, "status, strategy, ended_at"))
          .containsExactly(
              "succeeded 2026-05-04 08:00:00",
              "succeeded canary 2026-05-05 08:20:00",
              "aborted canary 2026-05-06 08:09:00");
    }
  }

  private static void over(
      ProductionWorld world, int artifact, @Nullable String completed, @Nullable String aborted) {
    world.facts.tell(
        new Rollout(
            FactId.of(5, 7_000 + artifact),
            ProductionWorld.app(1),
            "shop",
            (long) artifact,
            "canary",
            4,
            null,
            true,
            ProductionWorld.image(artifact),
            null,
            completed != null ? "healthy" : "degraded",
            aborted != null,
            aborted == null ? null : at(aborted),
            null,
            completed == null ? null : at(completed),
            null,
            at("2026-05-10T10:00")));
  }

  @Test
  void whatRanWhileThereWasNoRolloutWentInNoSteps() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-04T10:00");
      world.deployed(2, "2026-05-05T10:00");
      world.kept(1, "2026-05-06T10:00", true, "synced", "none");
      world.readings();
      // Of the first nobody looked while it ran.
      assertThat(rows(world, "artifact, strategy"))
          .containsExactly(ProductionWorld.image(1), ProductionWorld.image(2) + " none");
    }
  }
}
