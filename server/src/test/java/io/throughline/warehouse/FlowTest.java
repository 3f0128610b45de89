package io.throughline.warehouse;

import static io.throughline.warehouse.Sample.may;
import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.throughline.conformance.Conformance;
import io.throughline.conformance.Passport;
import io.throughline.conformance.Passport.State;
import io.throughline.conformance.PhaseNow;
import io.throughline.conformance.ToDo;
import io.throughline.conformance.WarehouseConformance;
import io.throughline.model.fact.Board;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Production;
import io.throughline.model.process.Conduct;
import io.throughline.model.process.ProcessWords;
import io.throughline.model.process.Waiver;
import io.throughline.process.ProcessReader;
import io.throughline.warehouse.Sample.Mr;
import io.throughline.warehouse.sql.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a ticket goes through the shipped process; the 4th of May 2026 is a Monday. */
class FlowTest {
  private static final String PHASES =
      "SELECT ticket_id - %d AS ticket, phase, entered_at, left_at, worked_days".formatted(id(0))
          + " FROM ticket_phase ORDER BY ticket_id, ordering";
  private static final String OUTPUTS =
      "SELECT ticket_id - %d AS ticket, phase, rule, state FROM ticket_output".formatted(id(0))
          + " ORDER BY ticket_id, phase, place";
  private static final String TRACES =
      "SELECT ticket_id - %d AS ticket, reached, variants, skipped, in_order".formatted(id(0))
          + " FROM ticket_trace ORDER BY ticket_id";

  @TempDir Path folder;

  private static List<Telling> ground() {
    return List.of(
        Telling.page(new Board(id(7), "Shop", "scrum", id(7), "points", null, false)),
        Telling.page(new TicketStatus(id(1), "To Do", "todo")),
        Telling.page(new TicketStatus(id(2), "In Progress", "in_progress")),
        Telling.page(new TicketStatus(id(4), "Done", "done")),
        Telling.page(
            new Sprint(
                id(77),
                id(7),
                "Sprint",
                null,
                "closed",
                may(7, 9),
                may(20, 9),
                may(20, 9),
                false)));
  }

  private static Pipeline passed(long number, Instant created, Instant finished) {
    return new Pipeline(
        id(800 + number),
        Sample.CHECKOUT,
        "main",
        "c0ffee",
        false,
        "success",
        "push",
        created,
        created,
        finished,
        60.0,
        null);
  }

  /** From an idea to production without a detour. */
  private static List<Telling> straight() {
    return straight(file("src/test/java/ATest.java", null));
  }

  private static MergeRequestFile file(String path, @Nullable String excluded) {
    return new MergeRequestFile(new Mr(1).id, path, 9, 0, false, excluded, false);
  }

  private static List<Telling> straight(MergeRequestFile beside) {
    Tale tale =
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.CRITERIA_TEXT, "present", may(4, 10))
            .set(TicketField.POINTS, "5.0", may(5, 8))
            .set(TicketField.SPRINT, "77", may(6, 9))
            .set(TicketField.ASSIGNEE, Long.toString(Sample.ADA), may(7, 8))
            .set(TicketField.STATUS, "2", may(7, 10))
            .set(TicketField.STATUS, "4", may(8, 11));
    Tale part = new Tale(502, TicketKind.SUBTASK, may(5, 9));
    part.parent = id(501);
    Mr mr = new Mr(1);
    mr.branchKeys = ",SHOP-501,";
    mr.created = may(7, 13);
    mr.merged = may(8, 10);
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(tale.told());
    all.addAll(part.told());
    all.addAll(
        List.of(
            mr.page(),
            mr.commits(mr.commit("c1", may(7, 12))),
            mr.files(file("src/main/A.java", null), beside),
            Telling.page(passed(1, may(8, 10), may(8, 11))),
            Telling.page(passed(2, may(9, 10), may(9, 11))),
            Telling.page(Sample.deployment(1, "production", "success", mr.mergeSha, may(11, 12)))));
    return all;
  }

  static Organisation organisation(Waiver... waivers) {
    return with(World.organisation(), new Conduct(ProcessReader.shipped(), List.of(waivers)));
  }

  private static Organisation with(Organisation o, Conduct conduct) {
    return new Organisation(
        o.name(),
        o.zone(),
        o.calendars(),
        o.people(),
        o.teams(),
        o.services(),
        o.sources(),
        o.targets(),
        o.bots(),
        o.agents(),
        o.trackedBranches(),
        o.generatedPaths(),
        o.versionPaths(),
        o.oldCommitDays(),
        o.server(),
        conduct,
        o.investment(),
        o.incidents(),
        o.privacy(),
        o.gates(),
        Production.USUAL,
        List.of());
  }

  private World world(String name, Organisation organisation) throws Exception {
    World world = new World(Files.createDirectories(folder.resolve(name)));
    world.load(organisation);
    world.tell(Sample.people());
    return world;
  }

  @Test
  void aTicketGoesThroughEveryPhase() throws Exception {
    try (World world = world("w", organisation())) {
      world.tell(straight().toArray(Telling[]::new));

      assertThat(world.rows(PHASES))
          .containsExactly(
              phase("deep-dive", may(4, 10), may(5, 9), 23 / 24.0),
              phase("sprint-planning", may(6, 9), may(7, 9), 1.0),
              phase("coding", may(7, 10), may(8, 10), 1.0),
              phase("build", may(8, 10), may(8, 11), 1 / 24.0),
              // Friday afternoon to Monday noon: eleven hours and fourteen, in Berlin.
              phase("deployment", may(8, 11), may(11, 12), 25 / 24.0),
              phase("monitoring", may(11, 12), null, null));
      assertThat(world.rows(OUTPUTS))
          .extracting(r -> r.get("rule") + " " + r.get("state"))
          .containsExactlyInAnyOrder(
              "criteria present",
              "broken-down present",
              "estimated present",
              "tested unknown",
              "designed unknown",
              "planned present",
              "assigned present",
              "merged present",
              "tests-changed present",
              "built present",
              "deployed present");
      assertThat(world.row(TRACES))
          .contains(entry("reached", 8), entry("skipped", 0), entry("in_order", true));
    }
  }

  @Test
  void aSnapshotBesideTestsIsNoTest() throws Exception {
    try (World world = world("w", organisation())) {
      MergeRequestFile snapshot = file("src/__snapshots__/a.test.ts.snap", "snapshot");

      world.tell(straight(snapshot).toArray(Telling[]::new));

      assertThat(world.rows(OUTPUTS))
          .extracting(r -> r.get("rule") + " " + r.get("state"))
          .contains("tests-changed missing");
    }
  }

  @Test
  void everyWordOfTheProcessIsKnownToTheWarehouse() {
    String sql = Sql.resource("derive/flow.sql");

    assertThat(ProcessWords.MARKS).allSatisfy(mark -> assertThat(sql).contains("'" + mark + "'"));
    assertThat(ProcessWords.RULES).allSatisfy(rule -> assertThat(sql).contains("'" + rule + "'"));
  }

  @Test
  void theOrderOfTellingDoesNotMatter() throws Exception {
    List<Map<String, Object>> phases = null;
    for (int seed = 0; seed < 10; seed++) {
      try (World world = world("w" + seed, organisation())) {
        List<Telling> order = new ArrayList<>(straight());
        if (seed > 0) {
          Collections.shuffle(order, new Random(seed));
        }
        order.forEach(world::tell);
        List<Map<String, Object>> now = new ArrayList<>(world.rows(PHASES));
        now.addAll(world.rows(OUTPUTS));
        now.addAll(world.rows(TRACES));
        phases = phases == null ? now : phases;
        assertThat(now).as("order %d", seed).isEqualTo(phases);
      }
    }
  }

  @Test
  void whatIsMissingIsToldAndAWaiverAnswersForIt() throws Exception {
    Tale bare =
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.POINTS, "1.0", may(5, 8))
            .set(TicketField.SPRINT, "77", may(6, 9));
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(bare.told());
    Waiver waiver =
        new Waiver(
            "shop-501",
            null,
            "deep-dive",
            "criteria",
            "ada",
            "a spike",
            null,
            LocalDate.of(2026, 5, 6));
    Waiver late =
        new Waiver(
            "shop-501",
            null,
            "sprint-planning",
            "assigned",
            "ada",
            "who is there",
            null,
            LocalDate.of(2026, 5, 6));
    try (World world = world("w", organisation(waiver, late))) {
      world.tell(all.toArray(Telling[]::new));

      assertThat(world.rows(OUTPUTS))
          .extracting(r -> r.get("rule") + " " + r.get("state"))
          .as("a small story needs no breakdown; the second waiver ended before the sprint began")
          .containsExactlyInAnyOrder(
              "criteria waived",
              "estimated present",
              "tested unknown",
              "designed unknown",
              "planned present",
              "assigned missing");
    }
  }

  @Test
  void aTestCountsOnceASourceTellsOfTests() throws Exception {
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.POINTS, "1.0", may(5, 8))
            .told());
    all.addAll(
        new Tale(503, TicketKind.STORY, may(4, 8))
            .set(TicketField.POINTS, "1.0", may(5, 8))
            .told());
    Telling test =
        Telling.page(
            new TestCase(
                id(900), "SHOP-TC-1", "Pay", null, "Done", false, false, may(4, 9), false));
    Telling link =
        Telling.set(
            TestRequirement.class,
            id(900),
            "requirements",
            new TestRequirement(id(900), "1", null, "SHOP-501", may(4, 9)));
    String tested = "SELECT ticket_id - %d AS t, state FROM ticket_output".formatted(id(0));
    try (World world = world("w", organisation())) {
      world.tell(all.toArray(Telling[]::new));
      assertThat(world.rows(tested + " WHERE rule = 'tested' ORDER BY 1"))
          .extracting(r -> r.get("t") + " " + r.get("state"))
          .containsExactly("501 unknown", "503 unknown");

      world.tell(test);
      world.tell(link);
      assertThat(world.rows(tested + " WHERE rule = 'tested' ORDER BY 1"))
          .extracting(r -> r.get("t") + " " + r.get("state"))
          .containsExactly("501 present", "503 missing");
    }
  }

  @Test
  void anEstimateInTheMiddleOfASprintIsNoDeepDive() throws Exception {
    Tale late =
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.SPRINT, "77", may(6, 9))
            .set(TicketField.STATUS, "2", may(8, 10))
            .set(TicketField.POINTS, "5.0", may(8, 12));
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(late.told());
    try (World world = world("w", organisation())) {
      world.tell(all.toArray(Telling[]::new));

      assertThat(world.rows(PHASES))
          .extracting(r -> r.get("phase"))
          .containsExactly("sprint-planning", "coding");
      assertThat(world.row(TRACES)).contains(entry("skipped", 1), entry("reached", 5));
    }
  }

  @Test
  void aHotfixMayLeaveThePlanOut() throws Exception {
    Tale hot = new Tale(501, TicketKind.BUG, may(4, 8)).set(TicketField.STATUS, "2", may(4, 9));
    hot.labels = ",Hotfix,";
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(hot.told());
    try (World world = world("w", organisation())) {
      world.tell(all.toArray(Telling[]::new));

      assertThat(world.row(TRACES)).contains(entry("skipped", 0), entry("variants", "bug,hotfix"));
    }
  }

  @Test
  void aReopenedTicketIsInItsPhaseTwice() throws Exception {
    Tale twice =
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.STATUS, "2", may(4, 9))
            .set(TicketField.STATUS, "4", may(5, 9))
            .set(TicketField.STATUS, "2", may(6, 9))
            .set(TicketField.STATUS, "4", may(6, 21));
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(twice.told());
    try (World world = world("w", organisation())) {
      world.tell(all.toArray(Telling[]::new));

      assertThat(world.row("SELECT stays, worked_days FROM ticket_phase WHERE phase = 'coding'"))
          .containsExactly(entry("stays", 2), entry("worked_days", 1.5));
    }
  }

  @Test
  void aPassportTellsTheWholeWay() throws Exception {
    Organisation organisation = organisation();
    try (World world = world("w", organisation)) {
      world.tell(straight().toArray(Telling[]::new));
      Conformance conformance =
          new WarehouseConformance(world.warehouse, () -> organisation, World.CLOCK);

      Passport passport = conformance.passport("shop-501").orElseThrow();

      assertThat(passport.phases())
          .extracting(Passport.PhaseStay::id, Passport.PhaseStay::state, Passport.PhaseStay::within)
          .containsExactly(
              tuple("product-discovery", State.NOT_FOLLOWED, null),
              tuple("product-design", State.NOT_FOLLOWED, null),
              tuple("deep-dive", State.DONE, true),
              tuple("sprint-planning", State.DONE, true),
              tuple("coding", State.DONE, null),
              tuple("build", State.DONE, true),
              tuple("deployment", State.DONE, false),
              tuple("monitoring", State.IN, null));
      assertThat(passport.phases().get(2).outputs())
          .extracting(Passport.OutputState::state, Passport.OutputState::evidence)
          .containsExactly(
              tuple("present", "https://x/501"),
              tuple("present", "https://x/501"),
              tuple("present", "https://x/501"),
              tuple("unknown", null),
              tuple("unknown", null));
      assertThat(passport.changes())
          .singleElement()
          .satisfies(
              c -> {
                assertThat(c.via()).isEqualTo("branch");
                assertThat(c.builtAt()).isEqualTo(may(8, 11));
                assertThat(c.deployedAt()).isEqualTo(may(11, 12));
              });
      assertThat(passport.joints())
          .extracting(Passport.Joint::found, Passport.Joint::of, Passport.Joint::usual)
          .containsExactly(tuple(1, 1, 1.0), tuple(1, 1, 1.0), tuple(1, 1, 1.0), tuple(0, 0, null));
      assertThat(conformance.passport("SHOP-999")).isEmpty();
      assertThat(conformance.passport("' OR 1=1 --")).isEmpty();
    }
  }

  @Test
  void whatIsInAPhaseNowIsListedWithWhatItLacks() throws Exception {
    Tale open =
        new Tale(501, TicketKind.STORY, may(4, 8))
            .set(TicketField.CRITERIA_TEXT, "present", may(4, 10));
    Tale coming = new Tale(503, TicketKind.STORY, may(4, 8));
    coming.set(TicketField.SPRINT, "78", may(6, 9));
    List<Telling> all = new ArrayList<>(ground());
    all.addAll(open.told());
    all.addAll(coming.told());
    all.add(
        Telling.page(
            new Sprint(
                id(78),
                id(7),
                "Next",
                null,
                "future",
                Instant.parse("2026-06-15T08:00:00Z"),
                null,
                null,
                false)));
    Organisation organisation = organisation();
    try (World world = world("w", organisation)) {
      world.tell(all.toArray(Telling[]::new));
      Conformance conformance =
          new WarehouseConformance(world.warehouse, () -> organisation, World.CLOCK);

      PhaseNow deepDive = conformance.now(null, 10).get(2);
      assertThat(deepDive.tickets()).isEqualTo(1);
      assertThat(deepDive.over()).isEqualTo(1);
      assertThat(deepDive.missing()).isEqualTo(1);
      assertThat(deepDive.items())
          .singleElement()
          .satisfies(
              i -> {
                assertThat(i.key()).isEqualTo("SHOP-501");
                assertThat(i.missing())
                    .containsExactly(
                        "Engineering steps broken down into sub-tasks in each ticket",
                        "Story points on each ticket");
                // Monday the 4th of May, 12:00 to Wednesday the 10th of June, 14:00, in Berlin.
                assertThat(i.workedDays()).isEqualTo(27 + 2 / 24.0, within(1e-9));
              });
      assertThat(conformance.toDo(null))
          .filteredOn(t -> t.kind().equals("before_sprint"))
          .extracting(ToDo::role, ToDo::sprint, ToDo::count)
          .containsExactly(
              tuple("Engineering Manager", "Next", 1L),
              tuple("Engineering Manager", "Next", 1L),
              tuple("Engineering Manager", "Next", 1L));
      assertThat(conformance.now("pay", 10).get(2).tickets())
          .as("the team names no board")
          .isZero();
      assertThatThrownBy(() -> conformance.now("nobody", 10)).hasMessageContaining("nobody");
    }
  }

  private static Map<String, Object> phase(
      String phase, Instant entered, @Nullable Instant left, @Nullable Double days) {
    Map<String, Object> row = new HashMap<>();
    row.put("ticket", 501L);
    row.put("phase", phase);
    row.put("entered_at", local(entered));
    row.put("left_at", left == null ? null : local(left));
    row.put("worked_days", days);
    return row;
  }

  private static String local(Instant at) {
    return at.toString().replaceAll(":00Z$", "");
  }
}
