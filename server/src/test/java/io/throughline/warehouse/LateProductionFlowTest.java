package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GitopsChange;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Rollout;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.Channel;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a controller brought to production is often told long after the tickets that it was for, and
 * is corrected later: the way of the tickets follows.
 */
class LateProductionFlowTest {
  // What the world's numbers come to.
  private static final int JENKINS = 5;
  private static final int SOURCE = 6;
  private static final String WAY =
      "SELECT ticket_id - %d AS ticket, phase, entered_at, left_at FROM ticket_phase"
              .formatted(id(0))
          + " ORDER BY ticket_id, ordering";
  private static final String OUTPUTS =
      "SELECT ticket_id - %d AS ticket, phase, rule, state FROM ticket_output".formatted(id(0))
          + " ORDER BY ticket_id, phase, place";
  private static final String TRACES =
      "SELECT ticket_id - %d AS ticket, reached, variants, skipped, in_order".formatted(id(0))
          + " FROM ticket_trace ORDER BY ticket_id";

  @TempDir Path folder;

  /** The company, which has a Jenkins beside its GitLab. */
  private static Organisation organisation() {
    Organisation o = FlowTest.organisation();
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
        o.services(),
        sources,
        o.targets(),
        o.bots(),
        o.agents(),
        o.trackedBranches(),
        o.generatedPaths(),
        o.versionPaths(),
        o.oldCommitDays(),
        o.server(),
        o.conduct(),
        o.investment(),
        o.incidents(),
        o.privacy(),
        o.gates(),
        o.production(),
        List.of());
  }

  private World world(String name) throws Exception {
    World world = new World(Files.createDirectories(folder.resolve(name)));
    world.load(organisation());
    world.tell(Sample.people());
    return world;
  }

  private static long app(int number) {
    return FactId.of(SOURCE, number);
  }

  private static String revision(int number) {
    return "%040x".formatted(0xfade0000L + number);
  }

  private static List<Telling> ground() {
    List<Telling> out =
        new ArrayList<>(
            List.of(
                Telling.page(new Board(id(7), "Shop", "scrum", id(7), "points", null, false)),
                Telling.page(new TicketStatus(id(1), "To Do", "todo")),
                Telling.page(new TicketStatus(id(2), "In Progress", "in_progress")),
                Telling.page(new TicketStatus(id(4), "Done", "done"))));
    for (int app = 1; app <= 2; app++) {
      String name = "app" + app;
      out.add(
          Telling.page(
              new Project(app(app), name, name, null, null, null, null, false, "checkout")));
    }
    return out;
  }

  /** A ticket that is done on a day, and the merge request for it. */
  private static List<Telling> worked(int number, int day) {
    Mr mr = new Mr(number);
    mr.branchKeys = ",SHOP-" + (500 + number) + ",";
    mr.created = may(day, 8);
    mr.merged = may(day, 12);
    List<Telling> out =
        new ArrayList<>(
            new Tale(500 + number, TicketKind.STORY, may(day, 6))
                .set(TicketField.STATUS, "2", may(day, 7))
                .set(TicketField.STATUS, "4", may(day, 13))
                .told());
    out.add(mr.page());
    out.add(mr.commits(mr.commit("c" + number, may(day, 7))));
    return out;
  }

  /** A build of the main branch, in GitLab or in Jenkins. */
  private static Pipeline built(
      int number, boolean jenkins, @Nullable String sha, String status, Instant begun) {
    Instant ended = status.equals("running") ? null : begun.plusSeconds(600);
    return new Pipeline(
        jenkins ? FactId.of(JENKINS, 800 + number) : id(800 + number),
        jenkins ? FactId.of(JENKINS, 1) : Sample.CHECKOUT,
        "main",
        sha,
        false,
        status,
        "push",
        begun,
        begun,
        ended,
        ended == null ? null : (Double) 600.0,
        null);
  }

  /**
   * Builds after a merge, of which some are told first while they run, or fail and are repeated.
   */
  private static List<Telling> builds(int number, int day, Random random) {
    List<Telling> out = new ArrayList<>();
    boolean jenkins = random.nextBoolean();
    String sha = random.nextBoolean() ? sha(number) : null;
    for (int turn = 0; turn <= random.nextInt(3); turn++) {
      int key = number * 10 + turn;
      Instant begun = may(day, 12).plusSeconds(60L + 900 * turn);
      String status = random.nextInt(4) == 0 ? "failed" : "success";
      if (random.nextBoolean()) {
        out.add(Telling.page(built(key, jenkins, sha, "running", begun)));
      }
      out.add(
          Telling.told(
              Channel.POLL,
              built(key, jenkins, sha, status, begun),
              Telling.READ.plusSeconds(1),
              true));
    }
    return out;
  }

  private static GitopsSync sync(
      int id, int app, int artifact, Instant started, @Nullable Instant ended, boolean images) {
    return new GitopsSync(
        FactId.of(SOURCE, 1_000 + id),
        app(app),
        "cluster" + app,
        null,
        "production",
        ended == null ? "running" : "succeeded",
        revision(artifact),
        images ? "registry.example/checkout:" + artifact + ".0" : null,
        images ? new Mr(artifact).mergeSha : null,
        true,
        null,
        "sync",
        started,
        ended,
        0,
        3,
        null,
        "https://argo.example/" + id);
  }

  private static Telling asked(int artifact) {
    return Telling.page(
        new GitopsChange(
            FactId.of(1, 9_000 + artifact),
            FactId.of(1, 21),
            revision(artifact),
            "checkout/values.yaml",
            "registry.example/checkout",
            artifact - 1 + ".0",
            artifact + ".0",
            new Mr(artifact).mergeSha,
            "Butler",
            "butler@acme.io",
            null,
            may(artifact + 4, 14),
            null));
  }

  private static Rollout rollout(int id, int app, int artifact, Instant from, Instant to) {
    return new Rollout(
        FactId.of(SOURCE, 5_000 + id),
        app(app),
        "checkout",
        (long) id,
        "canary",
        4,
        4,
        true,
        "registry.example/checkout:" + artifact + ".0",
        null,
        "healthy",
        false,
        null,
        from,
        to,
        null,
        from);
  }

  private static List<Map<String, Object>> told(World world) {
    List<Map<String, Object>> out = new ArrayList<>(world.rows(WAY));
    out.addAll(world.rows(OUTPUTS));
    out.addAll(world.rows(TRACES));
    return out;
  }

  private static List<Object> deployment(World world) {
    List<Object> out = new ArrayList<>();
    for (Map<String, Object> row : world.rows(WAY)) {
      if ("deployment".equals(row.get("phase"))) {
        out.add(row.get("left_at"));
      }
    }
    return out;
  }

  /** The ticket, then what brought it to production, then what is known better of that. */
  @Test
  void aTicketFollowsWhatBringsItToProductionLater() throws Exception {
    try (World world = world("late")) {
      world.tell(ground().toArray(Telling[]::new));
      world.tell(worked(1, 5).toArray(Telling[]::new));
      world.tell(Telling.page(Sample.deployment(1, "production", "success", sha(1), may(6, 9))));
      assertThat(deployment(world)).containsExactly("2026-05-06T09:00");

      // The controller began before that, so that what GitLab tells is the same once more.
      GitopsSync first = sync(1, 1, 1, may(5, 20), may(5, 21), true);
      world.tell(Telling.page(first));
      assertThat(deployment(world)).containsExactly("2026-05-05T21:00");

      world.tell(
          Telling.told(
              Channel.POLL,
              sync(1, 1, 1, may(5, 20), may(5, 23), true),
              Telling.READ.plusSeconds(1),
              true));
      assertThat(deployment(world)).containsExactly("2026-05-05T23:00");

      // A canary arrives when all of it has.
      world.tell(Telling.page(rollout(1, 1, 1, may(5, 20), may(7, 4))));
      assertThat(deployment(world)).containsExactly("2026-05-07T04:00");
    }
  }

  private static @Nullable String sha(int number) {
    return new Mr(number).mergeSha;
  }

  /** Syncs of both applications, of which some are told twice, first while they run. */
  private static List<Telling> random(Random random) {
    List<Telling> out = new ArrayList<>(ground());
    out.add(
        Telling.page(
            new Project(
                FactId.of(JENKINS, 1),
                "pay/checkout",
                "checkout",
                null,
                "main",
                null,
                null,
                false,
                "checkout")));
    int sync = 0;
    for (int number = 1; number <= 6; number++) {
      int day = number + 4;
      out.addAll(worked(number, day));
      out.addAll(builds(number, day, random));
      if (random.nextInt(3) > 0) {
        out.add(
            Telling.page(
                Sample.deployment(number, "production", "success", sha(number), may(day, 20))));
      }
      if (number >= 2 + random.nextInt(3)) {
        boolean images = random.nextInt(3) > 0;
        for (int app = 1; app <= 1 + random.nextInt(2); app++) {
          Instant from = may(day, 15 + random.nextInt(3));
          Instant to = from.plus(Duration.ofMinutes(10L + random.nextInt(300)));
          sync++;
          if (random.nextBoolean()) {
            out.add(Telling.page(sync(sync, app, number, from, null, images)));
          }
          out.add(
              Telling.told(
                  Channel.POLL,
                  sync(sync, app, number, from, to, images),
                  Telling.READ.plusSeconds(1),
                  true));
          if (random.nextInt(3) == 0) {
            out.add(Telling.page(rollout(sync, app, number, from, to.plusSeconds(1_800))));
          }
        }
      }
      if (random.nextInt(4) > 0) {
        out.add(asked(number));
      }
    }
    return out;
  }

  @Test
  void whenProductionIsToldDoesNotMatter() throws Exception {
    for (int seed = 1; seed <= Integer.getInteger("late.worlds", 2); seed++) {
      List<Telling> all = random(new Random(seed));
      List<Map<String, Object>> expected;
      try (World world = world("whole" + seed)) {
        world.tell(all.toArray(Telling[]::new));
        expected = told(world);
        assertThat(deployment(world)).as("world %d", seed).isNotEmpty();
      }
      Random random = new Random(seed);
      List<Telling> order = new ArrayList<>(all);
      Collections.shuffle(order, random);
      try (World world = world("bits" + seed)) {
        for (int from = 0; from < order.size(); ) {
          int to = Math.min(order.size(), from + 1 + random.nextInt(9));
          world.tell(order.subList(from, to).toArray(Telling[]::new));
          from = to;
        }
        assertThat(told(world)).as("world %d", seed).isEqualTo(expected);
      }
    }
  }
}
