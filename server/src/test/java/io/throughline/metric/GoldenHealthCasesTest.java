package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Planning;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of the metrics about the health of a team and its sprints, from facts to readings. */
final class GoldenHealthCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final String PLANNED = "2026-05-01T10:00";

  @TempDir Path folder;

  private static List<Reading> bySprint(Readings readings, String metric) {
    return readings.read(query(metric, Grain.SPRINT));
  }

  private static ReadingQuery query(String metric, Grain grain) {
    return new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-10"), grain, null);
  }

  private static SprintWorld.Story given(
      SprintWorld world, int number, double points, @Nullable String name) {
    return world.story(number, points).in(1, PLANNED).assignee(name, "2026-05-02T10:00");
  }

  private static void spread(SprintWorld world) {
    given(world, 1, 5, "a");
    given(world, 2, 3, "a");
    given(world, 3, 4, "b");
    given(world, 4, 4, "c");
    given(world, 5, 4, "d");
  }

  /**
   * 8, 4, 4, 4 and 2 points: twice the median. Nobody's ticket and a later hand-over say nothing.
   */
  @Test
  void theMostLoadedOfFivePeopleByTheMedian() {
    try (SprintWorld world = new SprintWorld(folder)) {
      spread(world);
      given(world, 6, 2, "e").assignee("a", "2026-05-06T10:00");
      given(world, 7, 13, null);
      world.story(8, 13).in(1, "2026-05-06T10:00").assignee("b", "2026-05-06T11:00");
      Readings readings = world.readings();
      Reading balance = bySprint(readings, "load_balance").getFirst();
      assertThat(balance.value()).isEqualTo(2);
      assertThat(balance.n()).isEqualTo(1);
      assertThat(balance.targetState()).isEqualTo(Reading.TargetState.NEAR);
      Observation item =
          readings.observations(query("load_balance", Grain.TOTAL), null, 10).items().getFirst();
      assertThat(item.value()).isEqualTo(2);
      assertThat(item.title()).isEqualTo("Sprint 1");
    }
  }

  @Test
  void theLoadOfFewerThanFivePeopleIsWithheld() {
    try (SprintWorld world = new SprintWorld(folder)) {
      spread(world);
      Readings readings = world.readings();
      Reading balance = bySprint(readings, "load_balance").getFirst();
      assertThat(balance.doubt()).isEqualTo(Reading.Doubt.WITHHELD);
      assertThat(balance.value()).isNull();
      assertThat(balance.n()).isZero();
      assertThat(readings.observations(query("load_balance", Grain.TOTAL), null, 10).items())
          .isEmpty();
    }
  }

  /** Five people over two sprints: the number of the months is told, that of each sprint is not. */
  @Test
  void peopleOfAReadingAreCountedOverItsSprints() {
    try (SprintWorld world = new SprintWorld(folder)) {
      spread(world);
      world.story(9, 5).in(2, "2026-05-17T10:00").assignee("e", "2026-05-17T11:00");
      Readings readings = world.readings();
      assertThat(bySprint(readings, "load_balance"))
          .extracting(Reading::doubt)
          .containsOnly(Reading.Doubt.WITHHELD);
      Reading total = readings.read(query("load_balance", Grain.TOTAL)).getFirst();
      assertThat(total.value()).isEqualTo((2 + 1) / 2.0);
      assertThat(readings.observations(query("load_balance", Grain.TOTAL), null, 10).items())
          .isEmpty();
    }
  }

  /** 4, 6 and 8 done before, 9 committed: 9 by 6. Two sprints before say nothing. */
  @Test
  void withoutEstimatesOfTimeUtilisationIsByMeanVelocity() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.sprint(3, "2026-05-29T17:00", "2026-06-03T16:00");
      world.sprint(4, "2026-06-04T10:00", "2026-06-09T16:00");
      world.story(1, 4).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 6).in(2, "2026-05-17T10:00").done("2026-05-20T10:00");
      world.story(3, 8).in(3, "2026-05-29T16:30").done("2026-06-02T10:00");
      world.story(4, 9).in(4, "2026-06-03T20:00");
      Readings readings = world.readings();
      assertThat(bySprint(readings, "utilisation"))
          .extracting(Reading::value)
          .containsExactly(null, null, null, 150.0);
      ReadingQuery total = query("utilisation", Grain.TOTAL);
      assertThat(readings.parts(total)).containsExactly("points");
      assertThat(readings.read(total.ofPart("hours")).getFirst().value()).isNull();
    }
  }

  /** Two people for nine and a quarter days of eight hours, of which 80 % are planned for. */
  @Test
  void withEstimatesOfTimeUtilisationIsByWorkingHours() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 4).hours(40).in(1, PLANNED);
      world.story(2, 6).hours(19.2).in(1, PLANNED);
      world.story(3, 6).hours(100).in(1, "2026-05-06T10:00");
      Readings readings = world.readings();
      Reading utilisation = bySprint(readings, "utilisation").getFirst();
      assertThat(utilisation.value()).isEqualTo(50, within(1e-9));
      assertThat(utilisation.targetState()).isEqualTo(Reading.TargetState.MISSED);
      assertThat(readings.parts(query("utilisation", Grain.TOTAL))).containsExactly("hours");
    }
  }

  @Test
  void aTeamsFocusFactorChangesWhatItCanDo() {
    Planning half = new Planning(false, null, 0.4);
    try (SprintWorld world = new SprintWorld(folder, List.of(FactWorld.always("Payments")), half)) {
      world.story(1, 4).hours(59.2).in(1, PLANNED);
      assertThat(bySprint(world.readings(), "utilisation").getFirst().value())
          .isEqualTo(100, within(1e-9));
    }
  }

  /** A bug without an estimate lowers the coverage of those sprints for which the team says so. */
  @Test
  void bugsAreAskedForAnEstimateFromTheDayThatTheTeamSays() {
    Planning later = new Planning(true, LocalDate.parse("2026-05-10"), 0.8);
    try (SprintWorld world =
        new SprintWorld(folder, List.of(FactWorld.always("Payments")), later)) {
      for (int sprint = 1; sprint <= 2; sprint++) {
        String when = sprint == 1 ? PLANNED : "2026-05-17T10:00";
        world.story(sprint, 3).in(sprint, when);
        world.ticket(10 + sprint, TicketKind.BUG).in(sprint, when);
      }
      Readings readings = world.readings();
      assertThat(bySprint(readings, "story_point_coverage"))
          .extracting(Reading::value)
          .containsExactly(100.0, 50.0);
      assertThat(bySprint(readings, "acceptance_criteria_coverage"))
          .extracting(Reading::denominator)
          .containsExactly(1.0, 1.0);
    }
  }
}
