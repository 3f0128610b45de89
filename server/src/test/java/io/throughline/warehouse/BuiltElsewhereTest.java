package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge request of one source whose service is built by another. */
class BuiltElsewhereTest {
  private static final int JENKINS = 5;
  private static final long PROJECT = FactId.of(JENKINS, 1);
  private static final String BUILT = "SELECT built_at, buildable FROM merge_request";

  @TempDir Path folder;

  private static Organisation organisation(Map<String, List<String>> names) {
    Organisation o = World.organisation();
    List<SourceConfig> sources = new ArrayList<>(o.sources());
    sources.add(
        new SourceConfig(
            "jk", "jenkins", "https://ci.example", null, null, List.of(), 12, 60, false, Map.of()));
    return new Organisation(
        o.name(),
        o.zone(),
        o.calendars(),
        o.people(),
        o.teams(),
        List.of(
            new Service("checkout", "Checkout", Service.Kind.SERVICE, names), o.services().get(1)),
        sources,
        o.targets(),
        o.bots(),
        o.agents(),
        o.trackedBranches(),
        o.generatedPaths(),
        o.versionPaths(),
        o.oldCommitDays(),
        o.server());
  }

  private static Organisation built() {
    return organisation(
        Map.of("gitlab", List.of("acme/checkout"), "jenkins", List.of("pay/checkout")));
  }

  private static Telling build(int number, String ref, String status, Instant at) {
    return Telling.page(
        new Pipeline(
            FactId.of(JENKINS, 10 + number),
            PROJECT,
            ref,
            null,
            null,
            status,
            "push",
            at,
            at,
            at.plusSeconds(600),
            600.0,
            null));
  }

  private static Telling project() {
    return Telling.page(
        new Project(PROJECT, "pay/checkout", "checkout", null, "main", null, null, null));
  }

  private static List<Telling> change() {
    Tale tale = new Tale(501, TicketKind.STORY, may(4, 8)).set(TicketField.STATUS, "2", may(7, 10));
    Mr mr = new Mr(1);
    mr.branchKeys = ",SHOP-501,";
    mr.created = may(7, 13);
    mr.merged = may(8, 10);
    mr.state = "merged";
    List<Telling> all = new ArrayList<>(tale.told());
    all.addAll(List.of(mr.page(), mr.commits(mr.commit("c1", may(7, 12)))));
    return all;
  }

  private World world(String name, Organisation organisation) throws Exception {
    World world = new World(Files.createDirectories(folder.resolve(name)));
    // Numbers are given in the order in which somebody asks for them.
    for (int i = 1; i < JENKINS; i++) {
      world.number("source", i == 1 ? "gl" : "other" + i);
    }
    assertThat(world.number("source", "jk")).isEqualTo(JENKINS);
    world.load(organisation);
    world.tell(Sample.people());
    return world;
  }

  private static List<Telling> all() {
    List<Telling> all = new ArrayList<>(change());
    all.add(project());
    all.add(build(1, "main", "success", may(8, 9)));
    all.add(build(2, "main", "failed", may(8, 11)));
    all.add(build(3, "PR-1", "success", may(8, 12)));
    all.add(build(4, "main", "success", may(8, 13)));
    all.add(build(5, "main", "success", may(8, 15)));
    return all;
  }

  @Test
  void theFirstBuildOfItsServiceThatPassedAfterItBuiltIt() throws Exception {
    try (World world = world("w", built())) {
      world.tell(all().toArray(Telling[]::new));
      assertThat(world.row(BUILT))
          .containsExactly(entry("built_at", "2026-05-08T13:10"), entry("buildable", true));
    }
  }

  @Test
  void inAnyOrderItIsTheSame() throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      List<Telling> shuffled = new ArrayList<>(all());
      Collections.shuffle(shuffled, new Random(seed));
      try (World world = world("w" + seed, built())) {
        for (Telling one : shuffled) {
          world.tell(one);
        }
        assertThat(world.row(BUILT))
            .as("seed %d", seed)
            .containsExactly(entry("built_at", "2026-05-08T13:10"), entry("buildable", true));
      }
    }
  }

  @Test
  void whatNobodySaysBelongsTogetherDoesNot() throws Exception {
    try (World world = world("w", organisation(Map.of("gitlab", List.of("acme/checkout"))))) {
      world.tell(all().toArray(Telling[]::new));
      assertThat(world.row(BUILT).get("buildable")).isEqualTo(false);
      world.load(built());
      assertThat(world.row(BUILT).get("built_at")).isEqualTo("2026-05-08T13:10");
      world.load(organisation(Map.of("gitlab", List.of("acme/checkout"))));
      assertThat(world.row(BUILT).get("buildable")).isEqualTo(false);
      assertThat(world.row(BUILT).get("built_at")).isNull();
    }
  }
}
