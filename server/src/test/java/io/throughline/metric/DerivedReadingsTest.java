package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.health.CompletionForecast;
import io.throughline.health.DerivedReadings;
import io.throughline.health.DoraScore;
import io.throughline.health.ErrorBudget;
import io.throughline.health.SprintHealth;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.time.Grain;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.WarehouseSprints;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of other readings and of forecasts, from facts on. */
final class DerivedReadingsTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final String PLANNED = "2026-05-01T10:00";

  @TempDir Path folder;

  static Readings derived(SprintWorld world) {
    Readings base = world.readings();
    Catalogue catalogue = Catalogue.shipped();
    return new DerivedReadings(
        base,
        catalogue,
        List.of(
            new SprintHealth(catalogue, () -> world.facts.organisation),
            new ErrorBudget(catalogue, () -> world.facts.organisation),
            new DoraScore(() -> world.facts.organisation),
            new CompletionForecast(sprints(world), () -> world.facts.organisation)));
  }

  private static Sprints sprints(SprintWorld world) {
    return new WarehouseSprints(
        world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW);
  }

  private static ReadingQuery query(String metric, Grain grain) {
    return new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-10"), grain, null);
  }

  /**
   * Planning 60 is 20 below the range, creep 40 is at its amber limit, nothing was carried over.
   */
  private static void sixOfTen(SprintWorld world) {
    world.story(1, 6).in(1, PLANNED).status(2, "2026-05-05T10:00").done("2026-05-12T10:00");
    world.story(2, 4).in(1, PLANNED);
    world.story(3, 4).in(1, "2026-05-06T10:00").done("2026-05-13T10:00");
  }

  /** A question with a default answer of its own would be answered without what is below. */
  @Test
  void everyQuestionIsPassedOn() {
    assertThat(Readings.class.getMethods())
        .allSatisfy(
            method ->
                assertThat(
                        DerivedReadings.class.getDeclaredMethod(
                            method.getName(), method.getParameterTypes()))
                    .isNotNull());
  }

  @Test
  void theLightIsTheWorstOfThePartsAndTheScoreTheirMean() {
    try (SprintWorld world = new SprintWorld(folder)) {
      sixOfTen(world);
      Readings readings = derived(world);
      Reading health = readings.read(query("sprint_health", Grain.SPRINT)).getFirst();
      assertThat(health.targetState()).isEqualTo(TargetState.MISSED);
      assertThat(health.n()).isEqualTo(5);
      assertThat(health.coverage()).isEqualTo(5 / 6.0);
      assertThat(health.value()).isEqualTo((0 + 50 + 100 + 100 + 100) / 5.0, within(1e-9));
      assertThat(health.sprint()).isNotNull();
    }
  }

  /** Of few people the work per person is withheld: no part is made up for it. */
  @Test
  void eachPartIsTheReadingOfItsOwnMetric() {
    try (SprintWorld world = new SprintWorld(folder)) {
      sixOfTen(world);
      Readings readings = derived(world);
      ReadingQuery query = query("sprint_health", Grain.SPRINT);
      assertThat(readings.parts(query))
          .containsExactly(
              "planning_accuracy",
              "scope_creep",
              "carry_over",
              "wip_per_person",
              "flow_efficiency",
              "bug_ratio");
      Reading planning = readings.read(query.ofPart("planning_accuracy")).getFirst();
      assertThat(planning.value()).isEqualTo(60);
      assertThat(planning.targetState()).isEqualTo(TargetState.MISSED);
      assertThat(readings.read(query.ofPart("wip_per_person")).getFirst().doubt())
          .isEqualTo(Doubt.WITHHELD);
      assertThat(readings.read(query.ofPart("nothing")).getFirst().value()).isNull();
    }
  }

  @Test
  void withoutAnyPartThereIsNoHealth() {
    try (SprintWorld world = new SprintWorld(folder)) {
      Reading none = derived(world).read(query("sprint_health", Grain.TOTAL)).getFirst();
      assertThat(none.value()).isNull();
      assertThat(none.doubt()).isEqualTo(Doubt.NO_DATA);
      assertThat(none.targetState()).isNull();
    }
  }

  /** One ticket a working day is finished; at the middle two are left. */
  private static void oneADay(SprintWorld world) {
    for (int i = 0; i < 30; i++) {
      LocalDate day = LocalDate.parse("2026-04-20").plusDays(i);
      world.story(100 + i, 1).created("2026-04-01T10:00").done(day + "T11:00");
    }
  }

  @Test
  void aForecastOfAClosedSprintIsAsOfTheMiddleOfItsPlannedTime() {
    try (SprintWorld world = new SprintWorld(folder)) {
      oneADay(world);
      world.story(1, 6).in(1, PLANNED).done("2026-05-12T10:00");
      world.story(2, 4).in(1, PLANNED).done("2026-05-13T10:00");
      Readings readings = derived(world);
      Reading sure = readings.read(query("completion_forecast", Grain.SPRINT)).getFirst();
      assertThat(sure.value()).isGreaterThan(95);
      assertThat(sure.n()).isEqualTo(1);
      assertThat(sure.doubt()).isEqualTo(Doubt.FEW_DATA);
      ReadingQuery total = query("completion_forecast", Grain.TOTAL);
      assertThat(readings.read(total).getFirst().n()).isEqualTo(2);
      assertThat(readings.observations(total, null, 10).items())
          .extracting(Observation::title)
          .containsExactly("Sprint 2", "Sprint 1");
      List<CompletionForecast.Told> told =
          CompletionForecast.told(
              sprints(world),
              world.facts.organisation,
              "pay",
              FactWorld.at("2026-05-01T00:00"),
              FactWorld.at("2026-05-16T00:00"));
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().left()).isEqualTo(0);
    }
  }

  @Test
  void whatCannotBeDoneInTimeHasNoChance() {
    try (SprintWorld world = new SprintWorld(folder)) {
      oneADay(world);
      for (int i = 0; i < 40; i++) {
        world.story(1 + i, 1).in(1, PLANNED);
      }
      Readings readings = derived(world);
      assertThat(readings.read(query("completion_forecast", Grain.SPRINT)).getFirst().value())
          .isEqualTo(0);
    }
  }

  /** A board that finished nothing can foretell nothing. */
  @Test
  void withoutThroughputThereIsNoForecast() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 6).in(1, PLANNED);
      Reading none = derived(world).read(query("completion_forecast", Grain.SPRINT)).getFirst();
      assertThat(none.value()).isNull();
      assertThat(none.doubt()).isEqualTo(Doubt.NO_DATA);
    }
  }

  @Test
  void bothStandBesideOtherMetricsInOneQuestion() {
    try (SprintWorld world = new SprintWorld(folder)) {
      oneADay(world);
      sixOfTen(world);
      Map<String, List<Reading>> all =
          derived(world)
              .readAll(
                  List.of("sprint_health", "velocity", "completion_forecast"),
                  query("", Grain.MONTH));
      assertThat(all).containsOnlyKeys("sprint_health", "velocity", "completion_forecast");
      assertThat(all.values()).allSatisfy(line -> assertThat(line).hasSize(2));
    }
  }
}
