package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.org.Dated;
import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden cases of the metric specification that concern sprints, from facts to readings. */
final class GoldenSprintCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final String PLANNED = "2026-05-01T10:00";

  @TempDir Path folder;

  private static Reading first(Readings readings, String metric) {
    return bySprint(readings, metric).getFirst();
  }

  private static List<Reading> bySprint(Readings readings, String metric) {
    return readings.read(
        new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-01"), Grain.SPRINT, null));
  }

  @Test
  void golden16_tenPlannedSixDoneFourAddedAndDone() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 6).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 4).in(1, PLANNED);
      world.story(3, 4).in(1, "2026-05-06T10:00").done("2026-05-13T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(60);
      assertThat(first(readings, "capacity_accuracy").value()).isEqualTo(100);
      assertThat(first(readings, "scope_creep").value()).isEqualTo(40);
      assertThat(first(readings, "unplanned_share").value()).isEqualTo(40);
      assertThat(first(readings, "velocity").value()).isEqualTo(10);
      assertThat(first(readings, "planning_accuracy_by_count").value()).isEqualTo(50);
    }
  }

  @Test
  void n25_golden17_aReestimateLeavesPlanningByTheStartAndIsChurn() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 2).in(1, PLANNED).points(5.0, "2026-05-06T10:00").done("2026-05-12T10:00");
      world.story(2, 8).in(1, PLANNED);
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(20);
      assertThat(first(readings, "scope_churn").numerator()).isEqualTo(3);
      assertThat(first(readings, "scope_churn").denominator()).isEqualTo(10);
      assertThat(first(readings, "velocity").value()).isEqualTo(5);
    }
  }

  @Test
  void n25_golden18_takenOutAndNotDoneIsCommittedAndChurn() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 6).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 4).in(1, PLANNED).out(1, "2026-05-06T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(60);
      assertThat(first(readings, "scope_churn").value()).isEqualTo(40);
      assertThat(first(readings, "carry_over").value()).isEqualTo(0);
    }
  }

  /** Taken out, and still done before the closing. */
  @Test
  void takenOutAndDoneIsDoneForThePlanAndChurn() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 6).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 4).in(1, PLANNED).out(1, "2026-05-06T10:00").done("2026-05-08T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(100);
      assertThat(first(readings, "scope_churn").value()).isEqualTo(40);
    }
  }

  @Test
  void golden19_doneFiveMinutesBeforeTheStartIsLeftOut() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 6).in(1, PLANNED).done("2026-05-04T09:55");
      world.story(2, 4).in(1, PLANNED).done("2026-05-12T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").denominator()).isEqualTo(4);
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(100);
      assertThat(first(readings, "story_point_coverage").denominator()).isEqualTo(1);
    }
  }

  /** Monday 09:00 to 10:00 work, blocked until 12:00, work until 14:00: three hours, not five. */
  @Test
  void golden26_pingPongBetweenInProgressAndBlockedAccumulates() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .in(1, PLANNED)
          .status(2, "2026-05-04T09:00")
          .status(3, "2026-05-04T10:00")
          .status(2, "2026-05-04T12:00")
          .done("2026-05-04T14:00");
      Readings readings = world.readings();
      Reading efficiency = month(readings, "flow_efficiency");
      assertThat(efficiency.numerator()).isEqualTo(3 * 3600);
      assertThat(efficiency.denominator()).isEqualTo(5 * 3600);
      assertThat(month(readings, "blocked_time").numerator()).isEqualTo(2 * 3600);
    }
  }

  /** As golden case 26, with Blocked called work, then waiting, by the file. */
  @Test
  void whatTheFileSaysOfAStatusWins() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .in(1, PLANNED)
          .status(2, "2026-05-04T09:00")
          .status(3, "2026-05-04T10:00")
          .status(2, "2026-05-04T12:00")
          .done("2026-05-04T14:00");
      world.facts.statuses(Map.of("blocked", "active", "in progress", "wait"));
      Readings readings = world.readings();
      assertThat(month(readings, "flow_efficiency").numerator()).isEqualTo(2 * 3600);
      assertThat(month(readings, "blocked_time").numerator()).isEqualTo(0);
      world.facts.statuses(Map.of("blocked", "wait"));
      readings = world.readings();
      assertThat(month(readings, "flow_efficiency").numerator()).isEqualTo(3 * 3600);
      assertThat(month(readings, "blocked_time").numerator()).isEqualTo(0);
    }
  }

  private static Reading month(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null))
        .getFirst();
  }

  /** A flag beats the status; time in To Do after a Done that was reopened is waiting. */
  @Test
  void aFlagIsBlockedAndAReopeningWaits() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .in(1, PLANNED)
          .status(2, "2026-05-04T10:00")
          .flagged(true, "2026-05-04T12:00")
          .flagged(false, "2026-05-04T13:00")
          .done("2026-05-04T16:00")
          .status(2, "2026-05-05T16:00")
          .done("2026-05-05T18:00");
      Readings readings = world.readings();
      assertThat(month(readings, "flow_efficiency").numerator()).isEqualTo(7 * 3600);
      assertThat(month(readings, "flow_efficiency").denominator()).isEqualTo(32 * 3600);
      assertThat(month(readings, "blocked_time").numerator()).isEqualTo(3600);
      assertThat(month(readings, "flow_time").value()).isEqualTo(32 / 24.0);
    }
  }

  /** From Monday noon to Wednesday noon are two working days, whatever hours they have. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void aDayIsAWorkingDayOfTheCalendar(int hours) {
    try (SprintWorld world = new SprintWorld(folder)) {
      if (hours > 0) {
        world.facts.hours(LocalTime.of(8, 0), LocalTime.of(8 + hours, 0));
      }
      world.story(1, 3).in(1, PLANNED).status(2, "2026-05-04T12:00").done("2026-05-06T12:00");
      world.story(2, 3).in(1, PLANNED).status(2, "2026-05-27T12:00");
      Readings readings = world.readings();
      assertThat(month(readings, "flow_time").value()).isEqualTo(2);
      ReadingQuery may =
          new ReadingQuery(
              "flow_time", PAY, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null);
      assertThat(readings.observations(may, null, 9).items())
          .extracting(Observation::value)
          .containsExactly(2.0);
      assertThat(month(readings, "wip_age").value()).isEqualTo(2.5);
      assertThat(readings.observations(may.about("wip_age"), null, 9).items())
          .extracting(Observation::value)
          .containsExactly(2.5);
    }
  }

  @Test
  void n27_golden28_aFieldWithOnlyTheTemplateIsMissing() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).criteria(Criteria.TEMPLATE);
      world.story(2, 3).in(1, PLANNED).criteria(Criteria.PRESENT);
      Reading coverage = first(world.readings(), "acceptance_criteria_coverage");
      assertThat(coverage.value()).isEqualTo(50);
      assertThat(coverage.denominator()).isEqualTo(2);
    }
  }

  @Test
  void golden29_aTestCaseThatWasNeverRunIsLinkedAndNotExecuted() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.test(1).of(1);
      Readings readings = world.readings();
      assertThat(first(readings, "functional_test_coverage").value()).isEqualTo(100);
      assertThat(first(readings, "functional_test_coverage_executed").value()).isEqualTo(0);
      assertThat(first(readings, "functional_test_coverage_passing").value()).isEqualTo(0);
    }
  }

  /** What is written after the start does not count for it. */
  @Test
  void coveragesAreJudgedAsOfTheStartOrTheMomentOfAdding() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .ticket(1, TicketKind.STORY)
          .in(1, PLANNED)
          .points(5.0, "2026-05-06T10:00")
          .criteria(Criteria.MISSING, Criteria.PRESENT, "2026-05-06T10:00");
      world
          .ticket(2, TicketKind.STORY)
          .points(5.0, "2026-05-06T10:00")
          .criteria(Criteria.MISSING, Criteria.PRESENT, "2026-05-06T10:00")
          .in(1, "2026-05-07T10:00");
      world.ticket(3, TicketKind.BUG).in(1, PLANNED);
      Readings readings = world.readings();
      assertThat(first(readings, "story_point_coverage").value()).isEqualTo(50);
      assertThat(first(readings, "acceptance_criteria_coverage").value()).isEqualTo(50);
      assertThat(first(readings, "story_point_coverage").denominator()).isEqualTo(2);
    }
  }

  @Test
  void n25_subTasksAreAskedOfLargerStoriesAsOfTheStart() {
    try (SprintWorld world = new SprintWorld(folder)) {
      SprintWorld.Story broken = world.story(1, 5).in(1, PLANNED);
      world.ticket(11, TicketKind.SUBTASK).under(broken);
      SprintWorld.Story late = world.story(2, 5).in(1, PLANNED);
      world.ticket(12, TicketKind.SUBTASK).under(late).created("2026-05-05T10:00");
      world.story(3, 2).in(1, PLANNED);
      Reading coverage = first(world.readings(), "subtask_breakdown_coverage");
      assertThat(coverage.numerator()).isEqualTo(1);
      assertThat(coverage.denominator()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNotDoneAndComesIntoTheNextSprintIsCarriedOver() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 5).in(1, PLANNED).in(2, "2026-05-15T16:00").done("2026-05-20T10:00");
      world.story(3, 2).in(1, PLANNED);
      List<Reading> sprints = bySprint(world.readings(), "carry_over");
      assertThat(sprints).hasSize(2);
      assertThat(sprints.getFirst().numerator()).isEqualTo(5);
      assertThat(sprints.getFirst().denominator()).isEqualTo(10);
      assertThat(sprints.getLast().value()).isEqualTo(0);
      assertThat(sprints.getLast().from()).isEqualTo(day("2026-05-18"));
      assertThat(sprints.getLast().to()).isEqualTo(day("2026-05-30"));
    }
  }

  /** Won't do is taken out, not done; reopened before the closing is not done. */
  @Test
  void wontDoIsARemovalAndReopenedIsNotDone() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .in(1, PLANNED)
          .outcome("wont_do", "2026-05-12T10:00")
          .done("2026-05-12T10:00");
      world.story(2, 3).in(1, PLANNED).done("2026-05-12T10:00").status(2, "2026-05-13T10:00");
      world.story(3, 4).in(1, PLANNED).done("2026-05-12T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(40);
      assertThat(first(readings, "scope_churn").numerator()).isEqualTo(3);
    }
  }

  /** Below four in five estimated, tickets are counted and a re-estimate weighs nothing. */
  @Test
  void aSprintWithFewEstimatesIsCounted() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 8).in(1, PLANNED).points(13.0, "2026-05-06T10:00");
      world.ticket(2, TicketKind.STORY).in(1, PLANNED).done("2026-05-12T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(50);
      assertThat(first(readings, "scope_churn").value()).isEqualTo(0);
      assertThat(first(readings, "velocity").value()).isEqualTo(1);
    }
  }

  /** No change tells of a ticket that was made in the sprint. */
  @Test
  void aTicketBornInASprintIsInIt() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).bornIn(1).done("2026-05-12T10:00");
      world.story(2, 3).bornIn(1).created("2026-05-06T10:00");
      Readings readings = world.readings();
      assertThat(first(readings, "planning_accuracy").value()).isEqualTo(100);
      assertThat(first(readings, "scope_creep").value()).isEqualTo(100);
    }
  }

  @Test
  void aReadingBySprintNamesItsSprint() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      Readings readings = world.readings();
      assertThat(bySprint(readings, "velocity"))
          .extracting(Reading::sprint)
          .containsExactly(
              new Period.Sprint(Long.toString(FactId.of(1, 1)), "Sprint 1"),
              new Period.Sprint(Long.toString(FactId.of(1, 2)), "Sprint 2"));
      assertThat(month(readings, "velocity").sprint()).isNull();
    }
  }

  @Test
  void aTeamWithoutABoardHasNoReadings() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      Readings readings = world.readings();
      ReadingQuery ops =
          new ReadingQuery(
              "velocity",
              new Scope.OfTeam("ops"),
              day("2026-05-01"),
              day("2026-06-01"),
              Grain.TOTAL,
              null);
      assertThat(readings.read(ops).getFirst().value()).isNull();
      assertThat(readings.read(ops.of(Grain.SPRINT))).isEmpty();
      assertThat(readings.read(ops.of(new Scope.OfTeam("all"))).getFirst().value()).isEqualTo(3);
    }
  }

  /** Known by its number: what it was called when it was passed through changes no number. */
  @Test
  void n26_aRenamedStatusIsTheSameStatusAndKeepsTheNamesOfItsTime() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).status(2, "2026-05-05T10:00").done("2026-05-12T10:00");
      world.facts.tell(new TicketStatus(FactId.of(1, 2), "Being built", "in_progress"));
      world.facts.tell(new TicketStatus(FactId.of(1, 4), "Shipped", "done"));
      assertThat(first(world.readings(), "velocity").value()).isEqualTo(3);
      assertThat(
              world.facts.warehouse.<List<String>>query(
                  connection -> {
                    List<String> names = new ArrayList<>();
                    try (var statement = connection.createStatement();
                        var rows =
                            statement.executeQuery(
                                "SELECT name || ' ' || category FROM ticket_span"
                                    + " WHERE field = 'status' ORDER BY starts_at")) {
                      while (rows.next()) {
                        names.add(rows.getString(1));
                      }
                    }
                    return names;
                  }))
          .containsExactly("To Do todo", "In Progress in_progress", "Done done");
    }
  }

  /** A board that another team took over: each sprint counts for whoever worked on it then. */
  @Test
  void n33_aBoardCountsForTheTeamOfItsTime() {
    List<Dated<String>> until =
        List.of(new Dated<>("Payments", null, LocalDate.parse("2026-05-16")));
    try (SprintWorld world = new SprintWorld(folder, until)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 5).in(2, "2026-05-17T10:00").done("2026-05-20T10:00");
      ReadingQuery pay =
          new ReadingQuery(
              "velocity", PAY, day("2026-05-01"), day("2026-06-01"), Grain.SPRINT, null);
      assertThat(world.readings().read(pay)).extracting(Reading::value).containsExactly(3.0);
    }
  }

  @Test
  void theItemsBehindAReadingAreItsTickets() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 5).in(1, PLANNED);
      ReadingQuery query =
          new ReadingQuery(
              "planning_accuracy", PAY, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null);
      List<Observation> items = world.readings().observations(query, null, 10).items();
      assertThat(items)
          .extracting(Observation::title)
          .containsExactlyInAnyOrder("PAY-1 Story 1", "PAY-2 Story 2");
      assertThat(items).extracting(Observation::denominator).containsExactlyInAnyOrder(3.0, 5.0);
      assertThat(items).extracting(Observation::subjectKind).containsOnly("ticket");
    }
  }
}
