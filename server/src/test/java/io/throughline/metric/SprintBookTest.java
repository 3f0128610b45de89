package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.time.Grain;
import io.throughline.sprint.BoardBook;
import io.throughline.sprint.BurnUp;
import io.throughline.sprint.CumulativeFlow;
import io.throughline.sprint.ScopeEvent;
import io.throughline.sprint.Sets.Sum;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.SprintTicket;
import io.throughline.sprint.Sprints.Wanted;
import io.throughline.sprint.WarehouseSprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sprints and boards from facts to the numbers behind their pages, with values found by hand. */
final class SprintBookTest {
  private static final String PLANNED = "2026-05-01T10:00";

  @TempDir Path folder;

  private static WarehouseSprints sprints(SprintWorld world) {
    world.readings();
    return new WarehouseSprints(
        world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW);
  }

  private static SprintBook book(SprintWorld world, int sprint) {
    return sprints(world).sprint(FactId.of(1, sprint)).orElseThrow();
  }

  /** Everything that can happen to a sprint, once. */
  private static void busy(SprintWorld world) {
    world.story(1, 6).in(1, PLANNED).status(2, "2026-05-05T09:00").done("2026-05-12T10:00");
    world.story(2, 4).in(1, PLANNED).out(1, "2026-05-06T10:00");
    world.story(3, 3).in(1, "2026-05-07T10:00").done("2026-05-13T10:00");
    world.story(4, 2).in(1, PLANNED).points(5.0, "2026-05-08T10:00").in(2, "2026-05-15T16:00");
    world.story(5, 1).in(1, PLANNED).outcome("wont_do", "2026-05-11T10:00");
    world.story(6, 8).in(1, PLANNED).done("2026-05-04T09:55");
  }

  @Test
  void theBurnUpFollowsScopeAndDoneThroughTheLocalDays() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      SprintBook book = book(world, 1);
      List<BurnUp.Point> points = book.burnUp();
      assertThat(points).extracting(BurnUp.Point::scope).startsWith(13.0, 13.0, 13.0, 9.0, 12.0);
      assertThat(points).hasSize(13); // the start, eleven evenings, the close
      assertThat(on(points, "2026-05-08").scope()).isEqualTo(15);
      assertThat(on(points, "2026-05-11").scope()).isEqualTo(14);
      assertThat(on(points, "2026-05-11").done()).isZero();
      assertThat(on(points, "2026-05-12").done()).isEqualTo(6);
      assertThat(points.getLast().scope()).isEqualTo(14);
      assertThat(points.getLast().done()).isEqualTo(9);
      assertThat(points.getLast().at()).isEqualTo(at("2026-05-15T16:00"));
      assertThat(points.getLast().tickets()).isEqualTo(3);
    }
  }

  private static BurnUp.Point on(List<BurnUp.Point> points, String day) {
    return points.stream()
        .filter(p -> p.day().equals(LocalDate.parse(day)))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void whatChangedTheScopeAddsUpToIt() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      SprintBook book = book(world, 1);
      assertThat(book.events())
          .containsExactly(
              new ScopeEvent(at("2026-05-06T10:00"), "removed", "PAY-2", 4.0, null, -4),
              new ScopeEvent(at("2026-05-07T10:00"), "added", "PAY-3", null, 3.0, 3),
              new ScopeEvent(at("2026-05-08T10:00"), "re-estimated", "PAY-4", 2.0, 5.0, 3),
              new ScopeEvent(at("2026-05-11T10:00"), "removed", "PAY-5", 1.0, null, -1));
      double change = book.events().stream().mapToDouble(ScopeEvent::change).sum();
      assertThat(book.burnUp().getFirst().scope() + change)
          .isEqualTo(book.burnUp().getLast().scope());
    }
  }

  @Test
  void theSetsAreThoseOfTheMetrics() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      SprintBook book = book(world, 1);
      assertThat(book.sets().committed()).isEqualTo(new Sum(13, 4));
      assertThat(book.sets().added()).isEqualTo(new Sum(3, 1));
      assertThat(book.sets().removed()).isEqualTo(new Sum(5, 2));
      assertThat(book.sets().done()).isEqualTo(new Sum(9, 2));
      assertThat(book.sets().committedDone()).isEqualTo(new Sum(6, 1));
    }
  }

  /** The pages read histories; the metrics read derived rows: both must say the same. */
  @Test
  void burnUpAndSetsAgreeWithTheReadings() throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      try (SprintWorld world =
          new SprintWorld(Files.createDirectories(folder.resolve("world" + seed)))) {
        made(world, new Random(seed));
        Readings readings = world.readings();
        WarehouseSprints sprints =
            new WarehouseSprints(
                world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW);
        for (int number = 1; number <= 2; number++) {
          SprintBook book = sprints.sprint(FactId.of(1, number)).orElseThrow();
          BurnUp.Point last = book.burnUp().getLast();
          Reading planning = reading(readings, "planning_accuracy", number);
          assertThat(book.sets().committedDone().estimate()).isEqualTo(planning.numerator());
          assertThat(book.burnUp().getFirst().scope()).isEqualTo(planning.denominator());
          assertThat(last.done()).isEqualTo(reading(readings, "velocity", number).value());
          assertThat(last.done())
              .isEqualTo(reading(readings, "capacity_accuracy", number).numerator());
          assertThat(book.sets().added().estimate())
              .isEqualTo(reading(readings, "scope_creep", number).numerator());
          assertThat(book.sprint().done()).isEqualTo(last.done());
        }
      }
    }
  }

  private static Reading reading(Readings readings, String metric, int sprint) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.OfTeam("pay"),
                day("2026-05-01"),
                day("2026-06-01"),
                Grain.SPRINT,
                null))
        .get(sprint - 1);
  }

  private static void made(SprintWorld world, Random random) {
    for (int i = 1; i <= 30; i++) {
      SprintWorld.Story story = world.story(i, 1 + random.nextInt(8));
      int sprint = 1 + random.nextInt(2);
      int monday = sprint == 1 ? 4 : 18;
      story.in(sprint, random.nextInt(3) == 0 ? time(monday + 1, 9) : PLANNED);
      if (random.nextInt(3) == 0) {
        story.points(1.0 + random.nextInt(13), time(monday + 2, 11));
      }
      if (random.nextInt(5) == 0) {
        story.out(sprint, time(monday + 3, 12));
      }
      if (random.nextInt(2) == 0) {
        story.done(time(monday + 4, 13));
        if (random.nextInt(4) == 0) {
          story.status(2, time(monday + 7, 10));
        }
      } else if (random.nextInt(6) == 0) {
        story.outcome("duplicate", time(monday + 8, 10));
      }
    }
  }

  private static String time(int day, int hour) {
    return "2026-05-%02dT%02d:00".formatted(day, hour);
  }

  @Test
  void theFlowCountsTicketsByStatus() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      CumulativeFlow flow = book(world, 1).flow();
      assertThat(flow.bands())
          .extracting(CumulativeFlow.Band::name)
          .containsExactly("Done", "In Progress", "To do");
      assertThat(flow.days().getFirst()).isEqualTo("2026-05-04");
      assertThat(flow.bands().get(0).counts().getLast()).isEqualTo(2);
      assertThat(flow.bands().get(1).counts()).startsWith(0, 1, 1).endsWith(0);
      assertThat(flow.bands().get(2).counts()).startsWith(4, 3, 2).endsWith(1);
    }
  }

  @Test
  void carryOverCountsTheSprintsBefore() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      world.story(9, 2).in(1, PLANNED).in(2, "2026-05-20T10:00");
      SprintBook second = book(world, 2);
      assertThat(second.tickets())
          .extracting(SprintTicket::key, SprintTicket::earlier, SprintTicket::committed)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("PAY-4", 1, true),
              org.assertj.core.groups.Tuple.tuple("PAY-9", 1, false));
      assertThat(second.tickets()).extracting(SprintTicket::twin).containsOnlyNulls();
    }
  }

  /** What was done later must not be known in the middle. */
  @Test
  void aClosedSprintLooksBackToWhatWasKnownAtItsMiddle() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 1).in(1, PLANNED).done("2026-05-05T10:00");
      world
          .story(2, 1)
          .in(1, PLANNED)
          .done("2026-05-06T10:00")
          .status(2, "2026-05-13T10:00")
          .done("2026-05-14T10:00");
      world.story(3, 1).in(1, PLANNED).done("2026-05-11T10:00");
      world.story(4, 1).in(1, "2026-05-12T10:00");
      SprintBook book = book(world, 1);
      assertThat(book.outlook().throughput().asOf()).isEqualTo(at("2026-05-10T01:00"));
      assertThat(book.outlook().remaining()).isEqualTo(1);
      assertThat(book.outlook().throughput().finished())
          .containsExactly(day("2026-05-05"), day("2026-05-06"));
      assertThat(book.outlook().throughput().since()).isEqualTo("2026-04-20");
    }
  }

  @Test
  void aRunningSprintEndsNow() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.tell(
          new Sprint(
              FactId.of(1, 3),
              SprintWorld.BOARD,
              "Sprint 3",
              "Ship it",
              "active",
              at("2026-06-08T10:00"),
              at("2026-06-19T16:00"),
              null,
              false));
      world.story(1, 3).in(3, "2026-06-05T10:00").status(2, "2026-06-08T12:00");
      world.story(2, 5).in(3, "2026-06-05T10:00").done("2026-06-09T12:00");
      world.ticket(3, TicketKind.STORY).in(3, "2026-06-09T12:00");
      SprintBook book = book(world, 3);
      assertThat(book.sprint().unit()).isEqualTo("tickets");
      assertThat(book.sprint().goal()).isEqualTo("Ship it");
      assertThat(book.burnUp().getLast().at()).isEqualTo(FactWorld.NOW);
      assertThat(book.burnUp().getLast().scope()).isEqualTo(3);
      assertThat(book.burnUp().getLast().done()).isEqualTo(1);
      assertThat(book.outlook().remaining()).isEqualTo(2);
      assertThat(book.tickets().getFirst().startedAt()).isEqualTo(at("2026-06-08T12:00"));
    }
  }

  @Test
  void aBoardIsToldWithoutItsSprints() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      BoardBook board = sprints(world).board(SprintWorld.BOARD).orElseThrow();
      assertThat(board.board().teams()).containsExactly("pay", "all");
      assertThat(board.board().zone()).isEqualTo("Europe/Berlin");
      assertThat(board.open()).isEmpty();
      assertThat(board.waiting()).isEqualTo(2);
      assertThat(board.flow().days()).hasSize(57);
      assertThat(board.throughput().finished())
          .containsExactly(day("2026-05-04"), day("2026-05-12"), day("2026-05-13"));
    }
  }

  @Test
  void sprintsAreListedByTeamBoardAndTime() {
    try (SprintWorld world = new SprintWorld(folder)) {
      busy(world);
      WarehouseSprints sprints = sprints(world);
      Wanted all = wanted("pay", null, "2026-05-01T00:00", "2026-06-01T00:00");
      assertThat(names(sprints, all)).containsExactly("Sprint 2", "Sprint 1");
      assertThat(names(sprints, wanted(null, 99L, "2026-05-01T00:00", "2026-06-01T00:00")))
          .isEmpty();
      assertThat(names(sprints, wanted("ops", null, "2026-05-01T00:00", "2026-06-01T00:00")))
          .isEmpty();
      assertThat(names(sprints, wanted("all", null, "2026-05-16T00:00", "2026-06-01T00:00")))
          .containsExactly("Sprint 2");
      var newest = sprints.list(all, null, 1);
      assertThat(sprints.list(all, newest.getFirst(), 5)).hasSize(1);
      assertThat(sprints.sprint(4711)).isEmpty();
      assertThat(sprints.board(4711)).isEmpty();
      assertThatThrownBy(() -> sprints.boards("ghosts"))
          .isInstanceOf(UnknownNameException.class)
          .hasMessageContaining("ghosts");
    }
  }

  private static List<String> names(WarehouseSprints sprints, Wanted wanted) {
    return sprints.list(wanted, null, 10).stream().map(io.throughline.sprint.Sprint::name).toList();
  }

  private static Wanted wanted(String team, Long board, String from, String to) {
    return new Wanted(team, board, at(from), at(to));
  }
}
