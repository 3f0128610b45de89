package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.DeploymentChange;
import io.throughline.model.fact.Environment;
import io.throughline.model.fact.Pipeline;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a merge request counts as deployed. */
class DeploymentDerivationTest {
  @TempDir Path folder;
  private World world;
  private final Mr mr = new Mr(1);

  @BeforeEach
  void open() {
    world = new World(folder);
    world.load(World.organisation());
    world.tell(Sample.people());
    world.tell(mr.page());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Map<String, Object> row() {
    return world.row("SELECT * FROM merge_request WHERE id = " + mr.id);
  }

  private Telling carries(long number) {
    return Telling.set(
        DeploymentChange.class,
        id(500 + number),
        "merge_requests",
        new DeploymentChange(id(500 + number), mr.id));
  }

  @Test
  void byTheListOfTheFirstSuccessfulDeploymentToProduction() {
    assertThat(row()).containsEntry("deployable", false).containsEntry("deployed_at", null);
    world.tell(
        Telling.page(Sample.deployment(1, "staging", "success", null, may(9, 1))), carries(1),
        Telling.page(Sample.deployment(2, "production", "failed", null, may(9, 2))), carries(2));
    assertThat(row()).containsEntry("deployable", false).containsEntry("deployed_at", null);
    world.tell(
        Telling.page(Sample.deployment(4, "production", "success", null, may(11, 4))), carries(4));
    world.tell(carries(3));
    world.tell(Telling.page(Sample.deployment(3, "production", "success", null, may(10, 3))));
    assertThat(row())
        .containsEntry("deployable", true)
        .containsEntry("deployed_at", "2026-05-10T03:00")
        .containsEntry("last_deployed_at", "2026-05-11T04:00");
  }

  @Test
  void byTheCommitWhileNoListIsKnown() {
    world.tell(Telling.page(Sample.deployment(1, "production", "success", mr.mergeSha, may(9, 1))));
    assertThat(row()).containsEntry("deployed_at", "2026-05-09T01:00");
    world.tell(Telling.set(DeploymentChange.class, id(501), "merge_requests"));
    assertThat(row()).containsEntry("deployed_at", null);
  }

  @Test
  void theTierOfTheEnvironmentDecidesBeforeItsName() {
    world.tell(
        Telling.page(Sample.deployment(1, "prod-eu", "success", null, may(9, 1))), carries(1));
    assertThat(row()).containsEntry("deployed_at", "2026-05-09T01:00");
    world.tell(
        Telling.page(new Environment(id(700), Sample.CHECKOUT, "prod-eu", "staging", "available")));
    assertThat(row()).containsEntry("deployed_at", null).containsEntry("deployable", false);
    assertThat(world.row("SELECT is_production FROM deployment"))
        .containsEntry("is_production", false);
  }

  @Test
  void namesOfProduction() {
    String[] names = {
      "production",
      "prod",
      "Prod/EU",
      "eu-production",
      "live",
      "preprod",
      "pre-production",
      "non-prod",
      "product-demo",
      "staging"
    };
    for (int i = 0; i < names.length; i++) {
      world.tell(Telling.page(Sample.deployment(10 + i, names[i], "success", null, may(9, 1))));
    }
    assertThat(world.rows("SELECT environment FROM deployment WHERE is_production ORDER BY id"))
        .extracting(r -> r.get("environment"))
        .containsExactly("production", "prod", "Prod/EU", "eu-production", "live");
  }

  @Test
  void aLibraryIsDeployedWithItsFirstReleaseAfterTheMerge() {
    Mr kit = new Mr(2);
    kit.project = Sample.KIT;
    String sql = "SELECT * FROM merge_request WHERE id = " + kit.id;
    world.tell(kit.page(), Telling.page(Sample.release(1, Sample.KIT, may(7, 1))));
    assertThat(world.row(sql)).containsEntry("deployed_at", null).containsEntry("deployable", true);
    world.tell(Telling.page(Sample.release(3, Sample.KIT, may(15, 1))));
    assertThat(world.row(sql)).containsEntry("deployed_at", "2026-05-15T01:00");
    world.tell(Telling.page(Sample.release(2, Sample.KIT, may(12, 1))));
    assertThat(world.row(sql)).containsEntry("deployed_at", "2026-05-12T01:00");
  }

  @Test
  void pipelinesKnowTheDefaultBranch() {
    world.tell(
        Telling.page(
            new Pipeline(
                id(800),
                Sample.CHECKOUT,
                "main",
                "abc",
                false,
                "success",
                "push",
                may(9, 1),
                may(9, 1),
                may(9, 2),
                3600.0,
                null)),
        Telling.page(
            new Pipeline(
                id(801),
                Sample.CHECKOUT,
                "feature",
                "abc",
                false,
                "failed",
                "push",
                may(9, 1),
                null,
                null,
                null,
                null)));
    assertThat(world.rows("SELECT is_default_branch, service_id FROM pipeline ORDER BY id"))
        .containsExactly(
            Map.of("is_default_branch", true, "service_id", world.number("service", "checkout")),
            Map.of("is_default_branch", false, "service_id", world.number("service", "checkout")));
  }
}
