package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric over random worlds, through the whole product, against the slow oracle. {@code
 * -Doracle.worlds=1000} asks for more worlds and {@code -Doracle.seed=7} for one of them again.
 */
final class OracleTest {
  private static final double CLOSE = 1e-9;
  private static final List<Scope> SCOPES =
      List.of(
          new Scope.Everyone(),
          new Scope.OfTeam("all"),
          new Scope.OfTeam("red"),
          new Scope.OfTeam("blue"),
          new Scope.OfService("shop"),
          new Scope.OfService("kit"));

  private static final Set<String> OF_CODE = Set.of("merge_request", "review_request", "pipeline");

  @TempDir Path folder;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    warehouse =
        DuckDbWarehouse.open(
            WarehouseSettings.in(folder), Clock.fixed(OracleWorld.NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void everyMetricOfRandomWorldsAgreesWithTheOracle() {
    String seed = System.getProperty("oracle.seed");
    int worlds = Integer.getInteger("oracle.worlds", 12);
    for (int i = 0; i < worlds; i++) {
      long number = seed == null ? i + 1L : Long.parseLong(seed);
      List<String> differences = differences(number);
      assertThat(differences).as("world " + number).isEmpty();
      if (seed != null) {
        break;
      }
    }
  }

  @Test
  void rangesAndScopesAskedTogetherReadAsEachAskedAlone() {
    OracleWorld world = new OracleWorld(5);
    Catalogue catalogue = Catalogue.shipped();
    Readings readings = readings(world, catalogue);
    List<String> metrics = metrics(catalogue);
    LocalDate end = OracleWorld.END.plusDays(7);
    Scope red = new Scope.OfTeam("red");
    List<ReadingQuery> ranges =
        List.of(
            new ReadingQuery("", red, OracleWorld.FIRST, end, Grain.TOTAL, null),
            new ReadingQuery("", red, OracleWorld.FIRST.plusDays(10), end, Grain.WEEK, null),
            new ReadingQuery("", red, OracleWorld.FIRST, end.minusDays(20), Grain.MONTH, null),
            new ReadingQuery(
                "",
                red,
                OracleWorld.FIRST,
                end,
                Grain.TOTAL,
                null,
                MetricDefinition.Clock.CALENDAR),
            new ReadingQuery(
                "", red, OracleWorld.FIRST, end, Grain.WEEK, null, MetricDefinition.Clock.WORKING));

    List<Map<String, List<Reading>>> together = readings.readAll(metrics, ranges);
    Map<Scope, List<Map<String, List<Reading>>>> everywhere =
        readings.readEverywhere(metrics, ranges);

    assertThat(together.getFirst().values())
        .as("the world has something to read")
        .anyMatch(line -> line.getFirst().n() > 0);
    assertThat(everywhere).containsKeys(new Scope.Everyone(), red, new Scope.OfTeam("blue"));
    for (int i = 0; i < ranges.size(); i++) {
      assertThat(together.get(i)).isEqualTo(readings.readAll(metrics, ranges.get(i)));
      assertThat(everywhere.get(red).get(i)).isEqualTo(together.get(i));
    }
    assertThat(together.get(3)).as("the clocks differ").isNotEqualTo(together.get(0));

    List<ReadingQuery> ofAll = ranges.stream().map(q -> q.of(new Scope.Everyone())).toList();
    Readings.Spreading spreading = readings.readAll(metrics, ofAll, "mr_count_per_contributor");
    assertThat(spreading.readings()).isEqualTo(everywhere.get(new Scope.Everyone()));
    assertThat(spreading.spread().n()).isPositive();
    assertThat(spreading.spread())
        .isEqualTo(readings.distribution(ofAll.getFirst().about("mr_count_per_contributor")));
  }

  private Readings readings(OracleWorld world, Catalogue catalogue) {
    Map<String, Integer> numbers = new HashMap<>();
    numbers.put("source gl", 1);
    warehouse.clear();
    warehouse.load(
        world.organisation,
        (k, n) -> numbers.computeIfAbsent(k + " " + n, x -> numbers.size() + 1));
    warehouse.apply(world.batch());
    return new WarehouseReadings(
        warehouse,
        catalogue,
        () -> world.organisation,
        needs -> Optional.of(OracleWorld.NOW),
        () -> OracleWorld.NOW);
  }

  private List<String> differences(long seed) {
    OracleWorld world = new OracleWorld(seed);
    Catalogue catalogue = Catalogue.shipped();
    Readings readings = readings(world, catalogue);
    String authorClass =
        seed % 4 == 3 ? List.of("human", "assisted", "agent").get((int) seed % 3) : null;
    Oracle oracle = new Oracle(world, authorClass);
    List<String> differences = new ArrayList<>();
    // EffortOracleTest holds what people's days were split over.
    List<String> metrics =
        metrics(catalogue).stream()
            .filter(m -> catalogue.definition(m).kind() != MetricKind.EFFORT)
            .toList();
    Grain grain = new Grain[] {Grain.WEEK, Grain.MONTH, Grain.TOTAL}[(int) (seed % 3)];
    if (seed % 10 == 0) {
      grain = Grain.DAY;
      metrics = metrics.stream().filter(m -> !m.equals("mr_count_per_contributor")).toList();
    }
    LocalDate from = OracleWorld.FIRST.plusDays(new Random(seed).nextInt(9));
    for (int i = 0; i < SCOPES.size(); i += 2) {
      Scope scope = SCOPES.get(i + (int) (seed % 2));
      ReadingQuery query =
          new ReadingQuery(
              "cycle_time", scope, from, OracleWorld.END.plusDays(7), grain, authorClass);
      readings
          .readAll(metrics, query)
          .forEach(
              (metric, line) ->
                  compare(catalogue.definition(metric), scope, line, oracle, world, differences));
    }
    return differences;
  }

  /** Metrics of boards and of gates have oracles of their own. */
  private static List<String> metrics(Catalogue catalogue) {
    return catalogue.definitions().stream()
        .filter(d -> d.attribute() != MetricDefinition.Attribute.BOARD)
        .filter(d -> OF_CODE.contains(d.subject()))
        // It is of deployments, whose oracle knows it.
        .filter(d -> !d.id().equals("change_lead_time"))
        .map(MetricDefinition::id)
        .toList();
  }

  private static void compare(
      MetricDefinition definition,
      Scope scope,
      List<Reading> line,
      Oracle oracle,
      OracleWorld world,
      List<String> differences) {
    for (Reading reading : line) {
      OracleReading expected =
          oracle.expected(definition.id(), scope, reading.from(), reading.to(), zone(scope, world));
      String where =
          definition.id() + " " + scope + " " + reading.from() + ".." + reading.to() + ": ";
      if (!near(reading.coverage(), expected.coverage())) {
        differences.add(where + "coverage " + reading.coverage() + ", not " + expected.coverage());
      }
      boolean withheld = definition.people() && expected.n() > 0 && expected.people() < 5;
      boolean same =
          withheld
              ? reading.doubt() == Reading.Doubt.WITHHELD && reading.n() == 0
              : reading.n() == expected.n()
                  && near(reading.value(), expected.value())
                  && near(reading.p75(), expected.p75())
                  && near(reading.p90(), expected.p90())
                  && near(
                      reading.numerator() == null ? 0.0 : reading.numerator(), expected.numerator())
                  && (definition.wilson() || near(reading.low(), expected.low()))
                  && (definition.wilson() || near(reading.high(), expected.high()));
      if (!same) {
        differences.add(where + reading + "\n  not " + expected);
      }
    }
  }

  private static ZoneId zone(Scope scope, OracleWorld world) {
    return scope instanceof Scope.OfTeam(String id)
        ? world.organisation.teams().stream()
            .filter(t -> t.id().equals(id))
            .map(Team::zone)
            .findFirst()
            .orElseThrow()
        : world.organisation.zone();
  }

  private static boolean near(@Nullable Double one, @Nullable Double other) {
    return one == null || other == null
        ? one == null && other == null
        : Math.abs(one - other) <= CLOSE * Math.max(1, Math.abs(other));
  }
}
