package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.Tracker;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TicketFindingsTest {
  private static final String PLANNED = "2026-05-01T10:00";

  @TempDir Path folder;

  private static List<String> subjects(SprintWorld world, String kind) {
    world.readings();
    return new Findings(world.facts.warehouse)
        .find().stream().filter(f -> f.kind().equals(kind)).map(Finding::subject).toList();
  }

  @Test
  void aBoardThatNobodyNamesIsFoundOnceItHasTickets() {
    try (SprintWorld world = new SprintWorld(folder)) {
      long other = FactId.of(1, 8);
      world.facts.tell(new Board(other, "Checkout", "scrum", null, "points", null, false));
      world.facts.tell(
          new Sprint(
              FactId.of(1, 9),
              other,
              "Other",
              null,
              "active",
              FactWorld.at("2026-05-04T10:00"),
              null,
              null,
              false));
      world.story(1, 3).in(9, PLANNED);
      assertThat(subjects(world, "board without a team")).containsExactly("Checkout");
    }
  }

  @Test
  void aBoardThatNoSourceHasIsFound() {
    try (SprintWorld world = new SprintWorld(folder, "Payments", "12")) {
      world.story(1, 3).in(1, PLANNED);
      assertThat(subjects(world, "board not found")).containsExactly("12");
    }
  }

  @Test
  void ticketsOfAProjectThatNoBoardShowsAreFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.tell(new Tracker(FactId.of(1, 4), "OPS", "Operations", "software", null, false));
      world.story(1, 3).of(4);
      world.story(2, 3).in(1, PLANNED);
      assertThat(subjects(world, "tickets without a board")).containsExactly("OPS");
    }
  }

  @Test
  void aStatusThatTheSourceNoLongerKnowsIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).through(77, "Old review", "2026-05-05T10:00");
      assertThat(subjects(world, "status without a category")).containsExactly("Old review");
    }
  }

  @Test
  void aStatusOfWhichNothingTellsWhetherItIsWorkIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.statusCalled(5, "Fettling", "in_progress");
      world.story(1, 3).in(1, PLANNED).through(5, "Fettling", "2026-05-05T10:00");
      assertThat(subjects(world, "unmapped status")).containsExactly("Fettling");
      world.facts.statuses(Map.of("fettling", "wait"));
      assertThat(subjects(world, "unmapped status")).isEmpty();
    }
  }

  @Test
  void aTicketInTwoSprintsAtOnceIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.sprint(3, "2026-05-05T10:00", "2026-05-12T16:00");
      world.story(1, 3).in(1, PLANNED).in(3, "2026-05-06T10:00");
      world.story(2, 3).in(1, PLANNED).in(2, "2026-05-15T15:00");
      assertThat(subjects(world, "ticket in two sprints")).containsExactly("PAY-1");
    }
  }

  @Test
  void aSprintThatRunsOnAndOnIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.tell(
          new Sprint(
              FactId.of(1, 9),
              SprintWorld.BOARD,
              "Forgotten",
              null,
              "active",
              FactWorld.at("2026-04-01T10:00"),
              FactWorld.at("2026-04-14T10:00"),
              null,
              false));
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      assertThat(subjects(world, "sprint that was never closed")).containsExactly("Forgotten");
    }
  }

  /** It ran again when it was asked, so neither the first closing nor the second counts. */
  @Test
  void aSprintThatIsOpenedAgainHasNoNumbersAndIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.tell(
          new Sprint(
              FactId.of(1, 1),
              SprintWorld.BOARD,
              "Sprint 1",
              null,
              "active",
              FactWorld.at("2026-05-04T10:00"),
              FactWorld.at("2026-05-15T16:00"),
              FactWorld.at("2026-05-15T16:00"),
              false));
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      assertThat(subjects(world, "sprint opened again")).containsExactly("Sprint 1");
      ReadingQuery may =
          new ReadingQuery(
              "velocity",
              new Scope.OfTeam("pay"),
              FactWorld.day("2026-05-01"),
              FactWorld.day("2026-05-17"),
              Grain.TOTAL,
              null);
      assertThat(world.readings().read(may).getFirst().value()).isNull();
    }
  }

  @Test
  void aBoardWithoutSprintsIsFound() {
    try (SprintWorld world = new SprintWorld(folder, "Payments", "Empty")) {
      world.facts.tell(new Board(FactId.of(1, 8), "Empty", "scrum", null, "points", null, false));
      world.story(1, 3).in(1, PLANNED);
      assertThat(subjects(world, "board without sprints")).containsExactly("Empty");
      assertThat(subjects(world, "board that flows")).isEmpty();
    }
  }

  @Test
  void aTeamThatWorksWithKanbanIsFound() {
    try (SprintWorld world = new SprintWorld(folder, "Payments", "Support")) {
      world.facts.tell(
          new Board(FactId.of(1, 8), "Support", "kanban", null, "points", null, false));
      world.story(1, 3).in(1, PLANNED);
      assertThat(subjects(world, "board that flows")).containsExactly("Support");
      assertThat(subjects(world, "board without sprints")).isEmpty();
    }
  }

  @Test
  void aDeletedBoardOfATeamIsFoundAndItsPastCounts() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      world.readings();
      world.facts.tell(
          new Board(SprintWorld.BOARD, "Payments", "scrum", FactId.of(1, 3), "points", null, true));
      assertThat(subjects(world, "deleted board")).containsExactly("Payments");
    }
  }

  @Test
  void pointsThatAreWordsAreFoundAndCountAsNotEstimated() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).pointsInWords("large", "2026-05-03T10:00");
      world.story(2, 3).in(1, PLANNED);
      assertThat(subjects(world, "estimate that is no number")).containsExactly("PAY-1");
      ReadingQuery may =
          new ReadingQuery(
              "story_point_coverage",
              new Scope.OfTeam("pay"),
              FactWorld.day("2026-05-01"),
              FactWorld.day("2026-05-17"),
              Grain.TOTAL,
              null);
      assertThat(world.readings().read(may).getFirst().value()).isEqualTo(50);
    }
  }
}
