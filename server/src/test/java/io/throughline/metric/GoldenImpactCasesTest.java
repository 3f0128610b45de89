package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deployments did to what is measured of their service. */
final class GoldenImpactCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final String ERRORS = "deploy_impact_error_rate";
  private static final List<String> ALL =
      List.of(
          ERRORS, "deploy_impact_latency", "deploy_impact_throughput", "deploy_impact_resource");

  /** Deployments of these cases begin, and have ended, at this instant. */
  private static final Instant MOMENT = FactWorld.at("2026-05-12T11:00");

  @TempDir Path folder;
  private FactWorld world;
  private ProductionWorld deployments;
  private ProductionSamples samples;
  private long app;

  @BeforeEach
  void open() {
    world = new FactWorld(folder);
    deployments = new ProductionWorld(world);
    samples = new ProductionSamples(world);
    app = samples.watched(ProductionSamples.RELIC, 1, "shop");
    deployments.deployed(1, "2026-05-05T11:00");
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Minutes from {@code first} minutes after the moment on. */
  private void minutes(
      long project, int first, int count, UnaryOperator<ProductionSamples.Minute> told) {
    for (int i = first; i < first + count; i++) {
      samples.sample(told.apply(samples.minute(project, MOMENT.plusSeconds(60L * i).toString())));
    }
  }

  /** Half an hour before and one after, as good as each other. */
  private void steady(int requests) {
    minutes(app, -30, 60, m -> m.requests(requests, 0L).p95(100).cpu(2, null));
  }

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-11"), day("2026-05-18"), Grain.TOTAL, null))
        .getFirst();
  }

  @Test
  void afterIsToldAgainstBefore() {
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -40, 10, m -> m.requests(900, 900L).p95(9_000).cpu(90, null));
    minutes(app, -30, 30, m -> m.requests(100, 1L).p95(200).cpu(2, null));
    minutes(app, 0, 30, m -> m.requests(110, 3L).p95(250).cpu(3.3, null));
    minutes(app, 30, 10, m -> m.requests(900, 900L).p95(9_000).cpu(90, null));
    minutes(app, -30, 60, m -> m.requests(7_000, 7_000L).in("staging"));
    Readings readings = samples.readings();
    Reading errors = week(readings, ERRORS);
    assertThat(errors.value()).isCloseTo(100 * 3 / 110.0 - 1, within(1e-9));
    assertThat(errors.n()).isEqualTo(1);
    assertThat(errors.coverage()).isEqualTo(1);
    assertThat(errors.targetState()).isEqualTo(TargetState.MISSED);
    assertThat(week(readings, "deploy_impact_latency").value()).isCloseTo(25, within(1e-9));
    assertThat(week(readings, "deploy_impact_throughput").value()).isCloseTo(10, within(1e-9));
    // 1.2 s a request before, 1.8 s after.
    assertThat(week(readings, "deploy_impact_resource").value()).isCloseTo(50, within(1e-9));
  }

  /** Several running things of a service are one: requests and processors add up. */
  @Test
  void whatRunsBesideCountsTogether() {
    long other = samples.watched(ProductionSamples.RELIC, 2, "shop");
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -30, 60, m -> m.requests(100, 0L).p95(100).cpu(1, null));
    minutes(other, -30, 30, m -> m.requests(50, 0L).p95(300).cpu(1, null));
    minutes(other, 0, 30, m -> m.requests(50, 3L).p95(90).cpu(1, null));
    Readings readings = samples.readings();
    assertThat(week(readings, ERRORS).value()).isCloseTo(2, within(1e-9));
    assertThat(week(readings, "deploy_impact_latency").value())
        .isCloseTo(100 * (100 - 300) / 300.0, within(1e-9));
    assertThat(week(readings, "deploy_impact_resource").value()).isZero();
    // What became better is told below 0, in the list as well.
    assertThat(
            readings
                .observations(
                    new ReadingQuery(
                        "deploy_impact_latency",
                        PAY,
                        day("2026-05-11"),
                        day("2026-05-18"),
                        Grain.TOTAL,
                        null),
                    null,
                    10)
                .items())
        .singleElement()
        .satisfies(o -> assertThat(o.value()).isCloseTo(-200 / 3.0, within(1e-9)));
  }

  @Test
  void fewRequestsSayNothing() {
    deployments.deployed(2, "2026-05-12T11:00");
    steady(3);
    Readings readings = samples.readings();
    for (String metric : ALL) {
      Reading reading = week(readings, metric);
      assertThat(reading.value()).as(metric).isNull();
      assertThat(reading.doubt()).as(metric).isEqualTo(Doubt.NO_DATA);
      assertThat(reading.coverage()).as(metric).isZero();
    }
  }

  /** N32: of a gap nothing is known; it is no 0. */
  @Test
  void aGapIsNoData() {
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -30, 30, m -> m.requests(100, 1L).p95(100).cpu(1, null));
    Readings readings = samples.readings();
    for (String metric : ALL) {
      assertThat(week(readings, metric).value()).as(metric).isNull();
      assertThat(week(readings, metric).coverage()).as(metric).isZero();
    }
  }

  @Test
  void whatIsNotToldOfErrorsIsStillToldOfTheRest() {
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -30, 60, m -> m.requests(100, null).p95(100));
    Readings readings = samples.readings();
    assertThat(week(readings, ERRORS).value()).isNull();
    assertThat(week(readings, "deploy_impact_resource").value()).isNull();
    assertThat(week(readings, "deploy_impact_latency").value()).isZero();
    assertThat(week(readings, "deploy_impact_throughput").value()).isZero();
  }

  @Test
  void otherTrafficConfoundsAllButTheTraffic() {
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -30, 30, m -> m.requests(100, 0L).p95(100).cpu(1, null));
    minutes(app, 0, 30, m -> m.requests(151, 9L).p95(200).cpu(1, null));
    Readings readings = samples.readings();
    assertThat(week(readings, ERRORS).value()).isNull();
    assertThat(week(readings, ERRORS).coverage()).isZero();
    assertThat(week(readings, "deploy_impact_latency").value()).isNull();
    assertThat(week(readings, "deploy_impact_resource").value()).isNull();
    assertThat(week(readings, "deploy_impact_throughput").value()).isCloseTo(51, within(1e-9));
  }

  @Test
  void halfAsMuchTrafficAgainIsNotYetOtherTraffic() {
    deployments.deployed(2, "2026-05-12T11:00");
    minutes(app, -30, 30, m -> m.requests(100, 0L));
    minutes(app, 0, 30, m -> m.requests(150, 0L));
    assertThat(week(samples.readings(), ERRORS).value()).isZero();
  }

  @Test
  void anotherDeploymentWithinTheHalfHourConfoundsBoth() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.deployed(3, "2026-05-12T11:29");
    minutes(app, -30, 120, m -> m.requests(100, 0L).p95(100).cpu(2, null));
    Readings readings = samples.readings();
    for (String metric : ALL) {
      assertThat(week(readings, metric).value()).as(metric).isNull();
      assertThat(week(readings, metric).coverage()).as(metric).isZero();
    }
  }

  @Test
  void anotherDeploymentHalfAnHourLaterComesAfterwards() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.deployed(3, "2026-05-12T11:30");
    minutes(app, -30, 120, m -> m.requests(100, 0L).p95(100).cpu(2, null));
    Reading errors = week(samples.readings(), ERRORS);
    // The half hour before the second one ends is the half hour after the first one served.
    assertThat(errors.n()).isEqualTo(1);
    assertThat(errors.coverage()).isEqualTo(0.5);
  }

  @Test
  void aDeploymentOfACalledServiceConfoundsTheCaller() {
    world.organisation =
        new OrganisationWith(world.organisation)
            .service(new Service("desk", "Desk", Service.Kind.SERVICE, Map.of()), "ops");
    world.organisation =
        new OrganisationWith(world.organisation).upstream(Map.of("shop", List.of("desk")));
    deployments.app(9, "desk");
    long desk = samples.watched(ProductionSamples.RELIC, 2, "desk");
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.sync(9, 5, "2026-05-12T11:10").tell();
    steady(100);
    minutes(desk, -30, 90, m -> m.requests(100, 1L));
    Readings readings = samples.readings();
    assertThat(week(readings, ERRORS).value()).isNull();
    Reading ofDesk =
        readings
            .read(
                new ReadingQuery(
                    ERRORS,
                    new Scope.OfTeam("ops"),
                    day("2026-05-11"),
                    day("2026-05-18"),
                    Grain.TOTAL,
                    null))
            .getFirst();
    assertThat(ofDesk.value()).as("the caller is not in its way").isZero();
  }

  /** An aborted canary never served all, and has no half hour of its own. */
  @Test
  void whatNeverServedAllDidNothing() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.rollout(2, "2026-05-12T11:00", null, "2026-05-12T11:05");
    minutes(app, -30, 90, m -> m.requests(100, 0L));
    Reading errors = week(samples.readings(), ERRORS);
    assertThat(errors.n()).isZero();
    assertThat(errors.coverage()).isNull();
  }

  @Test
  void nothingIsToldBeforeTheHalfHourIsOver() {
    deployments.deployed(2, "2026-06-10T13:40");
    for (int i = -30; i < 20; i++) {
      samples.sample(
          samples
              .minute(app, FactWorld.at("2026-06-10T13:40").plusSeconds(60L * i).toString())
              .requests(100, 0L));
    }
    Reading june =
        samples
            .readings()
            .read(
                new ReadingQuery(
                    ERRORS, PAY, day("2026-06-08"), day("2026-06-15"), Grain.TOTAL, null))
            .getFirst();
    assertThat(june.n()).isZero();
    assertThat(june.coverage()).isNull();
  }

  @Test
  void theMedianOfSeveralIsTheHeadline() {
    deployments.deployed(2, "2026-05-12T11:00");
    deployments.deployed(3, "2026-05-12T14:00");
    deployments.deployed(4, "2026-05-12T17:00");
    for (int d = 0; d < 3; d++) {
      int errors = d * d;
      minutes(app, 180 * d - 30, 30, m -> m.requests(100, 0L));
      minutes(app, 180 * d, 30, m -> m.requests(100, (long) errors));
    }
    Reading reading = week(samples.readings(), ERRORS);
    assertThat(reading.value()).isCloseTo(1, within(1e-9));
    assertThat(reading.n()).isEqualTo(3);
  }
}
