package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.org.Planning;
import io.throughline.sprint.PersonLoad;
import io.throughline.sprint.PersonLoad.Assignment;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.TeamFlow;
import io.throughline.sprint.TeamFlow.Status;
import io.throughline.sprint.TeamFlow.Week;
import io.throughline.sprint.TeamLoad;
import io.throughline.sprint.WarehouseSprints;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of people and of tickets on the page of a team's health; now is Wednesday 10 June. */
final class TeamLoadTest {
  @TempDir Path folder;

  private SprintWorld world(String... members) {
    return new SprintWorld(folder, List.of(FactWorld.always("Payments")), Planning.USUAL, members);
  }

  private static Sprints sprints(SprintWorld world) {
    world.readings();
    return new WarehouseSprints(
        world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW);
  }

  /** Sprint 2 was closed last: 9 points are more than 125 % of a median of 4, 5 are not. */
  @Test
  void peopleAreCountedInTheSprintThatWasClosedLast() {
    try (SprintWorld world = world("a", "b", "c", "d", "e")) {
      double[] points = {9, 4, 4, 5, 4};
      for (int i = 0; i < points.length; i++) {
        world
            .story(1 + i, points[i])
            .in(2, "2026-05-17T10:00")
            .assignee("abcde".charAt(i) + "", "2026-05-17T11:00");
      }
      world.story(9, 40).in(1, "2026-05-01T10:00").assignee("b", "2026-05-02T10:00");
      TeamLoad load = sprints(world).load("pay");
      assertThat(load.people()).isEqualTo(5);
      assertThat(load.assigned()).isEqualTo(5);
      assertThat(load.overloaded()).isEqualTo(1);
    }
  }

  /** One has a ticket in progress, one an open merge request; what is over keeps nobody busy. */
  @Test
  void idleIsWhoHasNothingOpen() {
    try (SprintWorld world = world("a", "b", "c", "d", "e")) {
      world.story(1, 1).assignee("b", "2026-05-01T10:00").status(2, "2026-06-01T10:00");
      world
          .story(2, 1)
          .assignee("c", "2026-05-01T10:00")
          .status(2, "2026-06-01T10:00")
          .done("2026-06-02T10:00");
      world.facts.merge(1, FactWorld.person("d"), "2026-06-09T10:00", null);
      assertThat(sprints(world).load("pay").idle()).isEqualTo(3);
    }
  }

  /** 26 of 28 days are nine of ten, 25 are not. */
  @Test
  void alwaysOnIsWhoDoesSomethingOnNineOfTenDays() {
    try (SprintWorld world = world("a", "b", "c", "d", "e")) {
      for (int day = 1; day <= 26; day++) {
        String when = LocalDate.parse("2026-06-10").minusDays(day) + "T10:00";
        world.facts.merge(day, FactWorld.person("b"), when, null);
        if (day <= 25) {
          world.facts.merge(100 + day, FactWorld.person("c"), when, null);
        }
      }
      assertThat(sprints(world).load("pay").alwaysOn()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsCountedOfFewerThanFivePeople() {
    try (SprintWorld world = world("a", "b", "c", "d")) {
      world.story(1, 9).in(2, "2026-05-17T10:00");
      assertThat(sprints(world).load("pay")).isEqualTo(new TeamLoad(4, null, null, null, null));
    }
  }

  /**
   * What counts are made of, for the person and their lead: 9 points of a median of 3, and days.
   */
  @Test
  void eachMemberHasTheirOwnLoad() {
    try (SprintWorld world = world("a", "b", "c")) {
      world.story(1, 9).in(2, "2026-05-17T10:00").assignee("a", "2026-05-17T11:00");
      world.story(2, 3).in(2, "2026-05-17T10:00").assignee("b", "2026-05-17T11:00");
      world.story(3, 1).in(2, "2026-05-17T10:00").assignee("c", "2026-05-17T11:00");
      world.facts.merge(1, FactWorld.person("b"), "2026-06-09T10:00", null);
      world.facts.merge(2, FactWorld.person("b"), "2026-06-10T10:00", null);
      List<PersonLoad> people = sprints(world).people("pay");
      assertThat(people).extracting(PersonLoad::person).containsExactly("a", "b", "c");
      assertThat(people.getFirst().assignments()).containsExactly(new Assignment(9, 3, 3));
      assertThat(people).extracting(PersonLoad::overloaded).containsExactly(true, false, false);
      assertThat(people).extracting(PersonLoad::idle).containsExactly(true, false, true);
      assertThat(people.get(1).activeDays()).isEqualTo(1);
    }
  }

  /** Friday noon to Monday noon is one working day; half a day more waits in Blocked. */
  @Test
  void ticketsComeAndGoByWeekAndSpendWorkingDaysInStatuses() {
    try (SprintWorld world = world("a", "b")) {
      world
          .story(1, 3)
          .created("2026-05-28T10:00")
          .status(2, "2026-05-29T12:00")
          .status(3, "2026-06-01T12:00")
          .done("2026-06-02T00:00");
      world.story(2, 3).created("2026-06-09T10:00");
      TeamFlow flow = sprints(world).flow("pay", 3);
      assertThat(flow.weeks())
          .containsExactly(
              new Week(LocalDate.parse("2026-05-25"), 1, 0),
              new Week(LocalDate.parse("2026-06-01"), 0, 1),
              new Week(LocalDate.parse("2026-06-08"), 1, 0));
      assertThat(flow.statuses())
          .containsExactly(
              new Status("In Progress", "active", 1, 1), new Status("Blocked", "blocked", 0.5, 1));
      assertThat(flow.finished()).isEqualTo(1);
    }
  }
}
