package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Planning;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is known of the next sprint while there is still time; now is Wednesday 2026-06-10 14:00.
 */
class NextSprintTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final String ESTIMATED = "story_point_coverage_next_sprint";

  @TempDir Path folder;

  private static ReadingQuery week(String metric, String monday) {
    LocalDate from = day(monday);
    return new ReadingQuery(metric, PAY, from, from.plusDays(7), Grain.TOTAL, null);
  }

  private static Reading week(SprintWorld world, String metric, String monday) {
    return world.readings().read(week(metric, monday)).getFirst();
  }

  private static String share(Reading reading) {
    return reading.numerator() + " of " + reading.denominator();
  }

  @Test
  void theRunningWeekTellsOfNow() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(3, null);
      world.story(1, 5).in(3, "2026-06-01T10:00");
      world.ticket(2, TicketKind.STORY).in(3, "2026-06-01T10:00").points(3.0, "2026-06-10T13:00");
      world.ticket(3, TicketKind.STORY).in(3, "2026-06-10T13:59");
      world.ticket(4, TicketKind.BUG).in(3, "2026-06-01T10:00");
      world.story(5, 3).in(3, "2026-06-01T10:00").done("2026-06-09T10:00");
      world.story(6, 3).in(3, "2026-06-01T10:00").outcome("wont_do", "2026-06-09T10:00");
      world.story(7, 3).in(3, "2026-06-01T10:00").out(3, "2026-06-09T10:00");
      Reading now = week(world, ESTIMATED, "2026-06-08");
      assertThat(share(now)).isEqualTo("2.0 of 3.0");
      assertThat(now.provisional()).isTrue();
      assertThat(share(week(world, ESTIMATED, "2026-06-01"))).isEqualTo("4.0 of 5.0");
    }
  }

  /** Sprint 2 was the next one until it began on the 18th, then sprint 3 was. */
  @Test
  void aSprintIsTheNextOneFromTheStartOfTheOneBeforeIt() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(3, null);
      world.story(1, 5).in(2, "2026-04-27T10:00");
      world.ticket(2, TicketKind.STORY).in(3, "2026-04-28T10:00");
      assertThat(week(world, ESTIMATED, "2026-04-27").value()).isNull();
      assertThat(share(week(world, ESTIMATED, "2026-05-04"))).isEqualTo("1.0 of 1.0");
      assertThat(share(week(world, ESTIMATED, "2026-05-18"))).isEqualTo("0.0 of 1.0");
    }
  }

  @Test
  void ofTwoThatWereNotStartedTheOneThatIsPlannedFirstIsNext() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(3, "2026-07-06T10:00");
      world.future(4, "2026-06-22T10:00");
      world.future(5, null);
      world.story(1, 5).in(4, "2026-06-01T10:00");
      world.ticket(2, TicketKind.STORY).in(3, "2026-06-01T10:00");
      world.ticket(3, TicketKind.STORY).in(5, "2026-06-01T10:00");
      assertThat(share(week(world, ESTIMATED, "2026-06-08"))).isEqualTo("1.0 of 1.0");
    }
  }

  /** The one before it comes late, is moved, and is told gone: each moves the one behind it. */
  @Test
  void anotherSprintThatChangesMovesTheNextOne() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(5, null);
      world.story(1, 5).in(5, "2026-06-01T10:00");
      assertThat(share(week(world, ESTIMATED, "2026-06-08"))).isEqualTo("1.0 of 1.0");
      world.future(4, "2026-06-22T10:00");
      assertThat(week(world, ESTIMATED, "2026-06-08").value()).isNull();
      world.sprint(4, "2026-06-08T10:00", "2026-06-09T10:00");
      assertThat(share(week(world, ESTIMATED, "2026-06-08"))).isEqualTo("1.0 of 1.0");
      assertThat(week(world, ESTIMATED, "2026-06-01").value()).isNull();
    }
  }

  @Test
  void bugsAreAskedForAnEstimateFromWhenTheTeamSaysSo() {
    Planning bugs = new Planning(true, day("2026-06-09"), 0.8);
    try (SprintWorld world = new SprintWorld(folder, List.of(FactWorld.always("Payments")), bugs)) {
      world.future(3, null);
      world.ticket(1, TicketKind.BUG).in(3, "2026-06-01T10:00");
      assertThat(week(world, ESTIMATED, "2026-06-01").value()).isNull();
      assertThat(share(week(world, ESTIMATED, "2026-06-08"))).isEqualTo("0.0 of 1.0");
    }
  }

  @Test
  void allFourAskOfWhatIsKnownThen() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(3, null);
      SprintWorld.Story big = world.story(1, 5).in(3, "2026-06-01T10:00");
      big.criteria(Criteria.MISSING, Criteria.PRESENT, "2026-06-08T10:00");
      world.ticket(101, TicketKind.SUBTASK).under(big).created("2026-06-08T10:00");
      world.test(1).of(1, "2026-06-08T10:00");
      world.story(2, 1).in(3, "2026-06-01T10:00");
      world.test(2).of(2, "2026-06-08T10:00").draft();
      for (String before : List.of("acceptance_criteria", "functional_test")) {
        String metric = before + "_coverage_next_sprint";
        assertThat(share(week(world, metric, "2026-06-01"))).as(metric).isEqualTo("0.0 of 2.0");
        assertThat(share(week(world, metric, "2026-06-08"))).as(metric).isEqualTo("1.0 of 2.0");
      }
      String parts = "subtask_breakdown_coverage_next_sprint";
      assertThat(share(week(world, parts, "2026-06-01"))).isEqualTo("0.0 of 1.0");
      assertThat(share(week(world, parts, "2026-06-08"))).isEqualTo("1.0 of 1.0");
    }
  }

  /** The items of a reading are what it sums up. */
  @Test
  void itsItemsReproduceIt() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.future(3, null);
      world.story(1, 5).in(3, "2026-06-01T10:00");
      world.ticket(2, TicketKind.TASK).in(3, "2026-06-01T10:00");
      List<Observation> items =
          world.readings().observations(week(ESTIMATED, "2026-06-08"), null, 10).items();
      assertThat(items).extracting(Observation::numerator).containsExactlyInAnyOrder(1.0, 0.0);
      assertThat(items).extracting(Observation::denominator).containsOnly(1.0);
    }
  }
}
