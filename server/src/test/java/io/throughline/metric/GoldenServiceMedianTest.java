package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The median over services stands beside what is added up over them (METRICS 2.6). */
final class GoldenServiceMedianTest {
  @TempDir Path folder;
  private FactWorld world;
  private ProductionWorld production;

  @BeforeEach
  void open() {
    world = new FactWorld(folder);
    service("desk", Service.Kind.SERVICE);
    service("till", Service.Kind.SERVICE);
    service("ghost", Service.Kind.SERVICE);
    service("kit", Service.Kind.LIBRARY);
    world.organisation =
        new OrganisationWith(world.organisation)
            .teams(
                world.organisation.teams().stream()
                    .map(team -> team.id().equals("ops") ? ownerOfAll(team) : team)
                    .toList());
    production = new ProductionWorld(world);
    production.app(8, "desk");
    production.app(9, "till");
    production.app(10, "kit");
    production.deployed(1, "2026-05-11T10:00");
    production.deployed(2, "2026-05-12T10:00");
    production.deployed(3, "2026-05-13T10:00");
    production.deployed(4, "2026-05-14T10:00");
    production.deployed(5, "2026-05-20T10:00");
    production.sync(8, 11, "2026-05-12T10:00").tell();
    production.sync(8, 12, "2026-05-13T10:00").tell();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void service(String id, Service.Kind kind) {
    world.organisation =
        new OrganisationWith(world.organisation)
            .service(new Service(id, id, kind, Map.of()), "ops");
  }

  private static Team ownerOfAll(Team team) {
    return new Team(
        team.id(),
        team.name(),
        team.parent(),
        team.lead(),
        team.zone(),
        team.calendar(),
        team.members(),
        Stream.of("desk", "till", "ghost", "kit").map(FactWorld::always).toList());
  }

  private static ReadingQuery query(String metric, Scope scope, Grain grain) {
    return new ReadingQuery(metric, scope, day("2026-05-11"), day("2026-05-25"), grain, null);
  }

  private static List<Reading> medians(Readings readings, Scope scope, Grain grain) {
    ReadingQuery query = query("deployment_frequency", scope, grain);
    return readings.medianPerService(query, readings.read(query));
  }

  /** Of shop, desk and till; nothing is known of the ghost, and a library is not deployed. */
  @Test
  void theMedianIsOfTheServicesThatAreKnownAndOneWithoutDeploymentsIsZero() {
    Readings readings = world.readings();
    List<Reading> weeks = medians(readings, new Scope.Everyone(), Grain.WEEK);
    assertThat(weeks)
        .extracting(Reading::value)
        .as("of 4, 2, 0 and of 1, 0, 0")
        .containsExactly(2.0, 0.0);
    assertThat(weeks).extracting(Reading::n).containsExactly(3L, 3L);
    assertThat(weeks)
        .extracting(Reading::from)
        .containsExactly(day("2026-05-11"), day("2026-05-18"));
    Reading both = medians(readings, new Scope.Everyone(), Grain.TOTAL).getFirst();
    assertThat(both.value()).as("of 5, 2 and 0 in two weeks").isCloseTo(1, within(1e-9));
    assertThat(both.targetState()).isNull();
  }

  @Test
  void aTeamsMedianIsOfTheServicesThatItOwns() {
    Readings readings = world.readings();
    Reading ops = medians(readings, new Scope.OfTeam("ops"), Grain.TOTAL).getFirst();
    assertThat(ops.value()).as("of 2 and 0 in two weeks").isCloseTo(0.5, within(1e-9));
    assertThat(ops.n()).isEqualTo(2);
    Reading pay = medians(readings, new Scope.OfTeam("pay"), Grain.TOTAL).getFirst();
    assertThat(pay.value()).isCloseTo(2.5, within(1e-9));
    assertThat(pay.n()).isEqualTo(1);
  }

  @Test
  void whatIsNotReadHasNoMedianAndOneServiceOrAnotherMetricHasNone() {
    Readings readings = world.readings();
    ReadingQuery later =
        new ReadingQuery(
            "deployment_frequency",
            new Scope.Everyone(),
            day("2026-07-06"),
            day("2026-07-13"),
            Grain.TOTAL,
            null);
    Reading unknown = readings.medianPerService(later, readings.read(later)).getFirst();
    assertThat(unknown.value()).isNull();
    assertThat(unknown.doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    assertThat(medians(readings, new Scope.OfService("shop"), Grain.TOTAL)).isEmpty();
    ReadingQuery failures = query("change_failure_rate", new Scope.Everyone(), Grain.TOTAL);
    assertThat(readings.medianPerService(failures, readings.read(failures))).isEmpty();
  }
}
