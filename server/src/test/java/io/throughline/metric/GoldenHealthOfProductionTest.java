package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.ProductionSamples.PAGER;
import static io.throughline.metric.ProductionSamples.PING;
import static io.throughline.metric.ProductionSamples.RELIC;
import static io.throughline.metric.ProductionSamples.SURVEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.health.CompletionForecast;
import io.throughline.health.DerivedReadings;
import io.throughline.health.DoraScore;
import io.throughline.health.ErrorBudget;
import io.throughline.health.SprintHealth;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Target;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.sprint.WarehouseSprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of services in production, what checks find and what users answer. */
final class GoldenHealthOfProductionTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;
  private FactWorld world;
  private ProductionSamples production;
  private long app;
  private long check;

  @BeforeEach
  void open() {
    world = new FactWorld(folder);
    production = new ProductionSamples(world);
    app = production.watched(RELIC, 1, "shop");
    check = production.watched(PING, 1, "shop");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Reading week(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
        .getFirst();
  }

  @Test
  void errorsAreWeightedByTraffic() {
    production.sample(production.minute(app, "2026-05-05T10:00:00Z").requests(900, 0L));
    production.sample(production.minute(app, "2026-05-05T10:01:00Z").requests(100, 50L));
    production.sample(production.minute(app, "2026-05-05T11:00:00Z").requests(1_000, null));
    production.sample(
        production.minute(app, "2026-05-05T12:00:00Z").requests(10, 10L).in("staging"));
    Reading rate = week(production.readings(), "error_rate");
    assertThat(rate.value()).isEqualTo(5);
    assertThat(rate.numerator()).isEqualTo(50);
    assertThat(rate.denominator()).isEqualTo(1_000);
  }

  /** N32: a gap is no data, and no requests are none either. */
  @Test
  void aGapIsNoData() {
    production.sample(
        production.minute(app, "2026-05-05T10:00:00Z").requests(0, 0L).apdex(0.5, 0, 0, 0));
    Readings readings = production.readings();
    assertThat(week(readings, "error_rate").value()).isNull();
    assertThat(week(readings, "apdex").value()).isNull();
    assertThat(week(readings, "apdex").doubt()).isEqualTo(Doubt.NO_DATA);
    assertThat(week(readings, "latency").value()).isNull();
    assertThat(week(readings, "resource_usage").value()).isNull();
    // Nobody asked in that minute, and that is known.
    assertThat(week(readings, "throughput").value()).isZero();
  }

  /** 100 requests: 90 within 100 ms, 10 between 250 and 400 ms. */
  private static long[] times(int factor) {
    long ninety = 90L * factor;
    long all = 100L * factor;
    return new long[] {0, 0, 0, 0, 0, ninety, ninety, ninety, all, all, all, all, all, all, all};
  }

  @Test
  void aPercentileIsReadFromAllAnswersTogether() {
    production.sample(
        production.minute(app, "2026-05-05T10:00:00Z").requests(100, 0L).times(times(1)));
    production.sample(
        production.minute(app, "2026-05-06T10:00:00Z").requests(300, 0L).times(times(3)));
    Readings readings = production.readings();
    Reading latency = week(readings, "latency");
    // The 95th of 100 lies in the middle of the ten between 250 and 400.
    assertThat(latency.value()).isEqualTo(325);
    assertThat(latency.n()).isEqualTo(2);
    assertThat(week(readings, "latency_p50").value()).isCloseTo(75 + 25 * 50.0 / 90, within(1e-9));
    assertThat(week(readings, "latency_p99").value()).isCloseTo(385, within(1e-9));
    assertThat(
            readings
                .observations(
                    new ReadingQuery(
                        "latency", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null),
                    null,
                    10)
                .items())
        .extracting(Observation::value)
        .containsExactly(325.0, 325.0);
  }

  /** 100 requests, so many of them within 10 s, and half of them within 5 ms. */
  private static long[] slow(long within) {
    long[] counts = new long[15];
    Arrays.fill(counts, 50);
    counts[14] = within;
    return counts;
  }

  /** Of these answers nobody knows how long they took. */
  @Test
  void whatTookLongerThanTheLastLimitIsKnownToBeOverItAndNoMore() {
    MetricDefinition latency = Catalogue.shipped().definition("latency");
    production.sample(
        production.minute(app, "2026-05-05T10:00:00Z").requests(100, 0L).times(slow(94)));
    Readings readings = production.readings();
    Reading reading = week(readings, "latency");
    assertThat(reading.value()).isEqualTo(10_000).isEqualTo(latency.most());
    assertThat(latency.isBeyond(reading.value())).isTrue();
    assertThat(reading.targetState()).isEqualTo(TargetState.MISSED);
    assertThat(week(readings, "latency_p50").value()).isEqualTo(5);
    assertThat(observed(readings)).singleElement().matches(latency::isBeyond);
  }

  @Test
  void whatTookJustTheLastLimitIsNotOverIt() {
    MetricDefinition latency = Catalogue.shipped().definition("latency");
    production.sample(
        production.minute(app, "2026-05-05T10:00:00Z").requests(100, 0L).times(slow(95)));
    Readings readings = production.readings();
    assertThat(week(readings, "latency").value())
        .isCloseTo(10_000, within(1e-6))
        .matches(value -> !latency.isBeyond(value));
    assertThat(observed(readings)).singleElement().matches(value -> !latency.isBeyond(value));
  }

  /** It may be kept or not. */
  @Test
  void aTargetBeyondTheLastLimitIsNotJudgedByWhatIsOverIt() throws IOException {
    world.close();
    List<Team> teams =
        List.of(
            new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()),
            FactWorld.team("pay", List.of(), List.of(FactWorld.always("shop"))));
    Target target = new Target("latency", "pay", "value", 500, 15_000.0, null, null, null, null);
    world = new FactWorld(Files.createDirectories(folder.resolve("other")), teams, List.of(target));
    production = new ProductionSamples(world);
    app = production.watched(RELIC, 1, "shop");
    production.sample(
        production.minute(app, "2026-05-05T10:00:00Z").requests(100, 0L).times(slow(94)));
    Reading reading = week(production.readings(), "latency");
    assertThat(reading.value()).isEqualTo(10_000);
    assertThat(reading.target()).isEqualTo(500);
    assertThat(reading.targetState()).isNull();
  }

  private static List<Double> observed(Readings readings) {
    return readings
        .observations(
            new ReadingQuery(
                "latency", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null),
            null,
            10)
        .items()
        .stream()
        .map(Observation::value)
        .toList();
  }

  @Test
  void throughputIsByTheMinutesThatAreKnown() {
    production.sample(production.minute(app, "2026-05-05T10:00:00Z").requests(60, 0L));
    production.sample(production.minute(app, "2026-05-05T10:01:00Z").requests(120, 0L));
    production.sample(production.minute(app, "2026-05-06T10:00:00Z").cpu(1, 2.0));
    Readings readings = production.readings();
    assertThat(week(readings, "throughput").value()).isEqualTo(90);
    assertThat(week(readings, "throughput_peak").value()).isEqualTo(120);
    assertThat(week(readings, "resource_usage").value()).isEqualTo(50);
  }

  /** Golden case 25: 60 requests in a minute are too few for an Apdex. */
  @Test
  void apdexOfFewRequestsIsFewData() {
    for (int hour = 0; hour < 20; hour++) {
      production.sample(
          production
              .minute(app, "2026-05-05T%02d:00:00Z".formatted(hour))
              .requests(60, 0L)
              .apdex(0.5, 40, 10, 10));
    }
    Reading apdex = week(production.readings(), "apdex");
    assertThat(apdex.value()).isEqualTo(0.75);
    assertThat(apdex.doubt()).isEqualTo(Doubt.FEW_DATA);
  }

  @Test
  void apdexOfManyRequestsIsEnough() {
    for (int hour = 0; hour < 20; hour++) {
      production.sample(
          production
              .minute(app, "2026-05-05T%02d:00:00Z".formatted(hour))
              .requests(100, 0L)
              .apdex(hour < 10 ? 0.5 : 0.25, 90, 4, 6));
    }
    Readings readings = production.readings();
    Reading apdex = week(readings, "apdex");
    assertThat(apdex.value()).isCloseTo(0.92, within(1e-9));
    assertThat(apdex.doubt()).isNull();
    assertThat(
            readings.parts(
                new ReadingQuery(
                    "apdex", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null)))
        .containsExactly("T 250 ms", "T 500 ms");
    assertThat(new Findings(world.warehouse).find())
        .extracting(Finding::kind)
        .contains("another limit of Apdex");
  }

  /** The week is 168 hours of Berlin, from Sunday 22:00 to Sunday 22:00. */
  @Test
  void uptimeIsOfTheTimeThatIsKnown() {
    production.check(check, "up", "2026-05-04T22:00:00Z");
    production.check(check, "down", "2026-05-05T10:00:00Z");
    production.check(check, "up", "2026-05-05T11:00:00Z");
    production.check(check, "unknown", "2026-05-05T22:00:00Z");
    production.check(check, "up", "2026-05-06T22:00:00Z");
    production.check(check, "paused", "2026-05-08T22:00:00Z");
    Reading uptime = week(production.readings(), "uptime");
    assertThat(uptime.denominator()).isEqualTo(24 + 48);
    assertThat(uptime.numerator()).isEqualTo(71);
    assertThat(uptime.value()).isCloseTo(100 * 71 / 72.0, within(1e-9));
  }

  @Test
  void plannedMaintenanceIsInNeither() {
    production.check(check, "up", "2026-05-04T22:00:00Z");
    production.check(check, "down", "2026-05-05T10:00:00Z");
    production.check(check, "up", "2026-05-05T12:00:00Z");
    production.check(check, "paused", "2026-05-06T22:00:00Z");
    production.window(check, "2026-05-05T09:00:00Z", "2026-05-05T11:00:00Z");
    Readings readings = production.readings();
    Reading uptime = week(readings, "uptime");
    assertThat(uptime.denominator()).isEqualTo(46);
    assertThat(uptime.numerator()).isEqualTo(45);
    // What is left of the outage begins when the maintenance ends.
    assertThat(week(readings, "mttr_incident").value()).isEqualTo(1);
  }

  @Test
  void theWorstCheckIsTheHeadline() {
    long other = production.watched(PING, 2, "shop");
    production.check(check, "up", "2026-05-04T22:00:00Z");
    production.check(check, "paused", "2026-05-05T22:00:00Z");
    production.check(other, "up", "2026-05-04T22:00:00Z");
    production.check(other, "down", "2026-05-05T10:00:00Z");
    production.check(other, "paused", "2026-05-05T16:00:00Z");
    production.sample(production.minute(app, "2026-05-05T02:00:00Z").requests(300, 0L));
    production.sample(production.minute(app, "2026-05-05T12:00:00Z").requests(100, 0L));
    Readings readings = production.readings();
    Reading uptime = week(readings, "uptime");
    assertThat(uptime.value()).isCloseTo(100 * 12 / 18.0, within(1e-9));
    assertThat(uptime.n()).isEqualTo(2);
    // At noon one of two checks found it up: 300 and half of 100, of 400.
    assertThat(week(readings, "uptime_weighted").value()).isEqualTo(87.5);
  }

  /** The last state holds until the checks were last read, at 11:00, and not until now. */
  @Test
  void nothingCountsLaterThanItWasRead() {
    production.check(check, "up", "2026-06-10T08:00:00Z");
    Reading uptime =
        production
            .readings()
            .read(
                new ReadingQuery(
                    "uptime", PAY, day("2026-06-10"), day("2026-06-11"), Grain.TOTAL, null))
            .getFirst();
    assertThat(uptime.denominator()).isEqualTo(3);
    assertThat(uptime.value()).isEqualTo(100);
    assertThat(uptime.provisional()).isTrue();
  }

  @Test
  void theErrorBudgetIsWhatTheTargetLeaves() {
    production.check(check, "up", "2026-05-03T22:00:00Z");
    production.check(check, "down", "2026-05-05T10:00:00Z");
    production.check(check, "up", "2026-05-05T10:05:02.400Z");
    Readings base = production.readings();
    Catalogue catalogue = Catalogue.shipped();
    Readings readings =
        new DerivedReadings(
            base,
            catalogue,
            List.of(
                new SprintHealth(catalogue, () -> world.organisation),
                new ErrorBudget(catalogue, () -> world.organisation),
                new DoraScore(() -> world.organisation),
                new CompletionForecast(
                    new WarehouseSprints(
                        world.warehouse, () -> world.organisation, () -> FactWorld.NOW),
                    () -> world.organisation)));
    // A thousandth of 168 hours is ten minutes and 4.8 seconds; half of it was used.
    assertThat(week(readings, "error_budget_left").value()).isCloseTo(50, within(1e-6));
  }

  @Test
  void peopleAreCalledByTheirOwnClock() {
    world.hours(LocalTime.of(9, 0), LocalTime.of(17, 0));
    long paged = production.watched(PAGER, 1, "shop");
    String[] people = {"a", "b", "c", "d", "e"};
    for (int i = 0; i < people.length; i++) {
      var told =
          production
              .incident(PAGER, paged)
              .from("2026-05-0" + (4 + i) + "T01:00:00Z", "2026-05-0" + (4 + i) + "T02:00:00Z")
              .tell();
      // 3 in the night in Berlin, by two ways in one minute; then at noon.
      production.call(told.id, people[i], "2026-05-0" + (4 + i) + "T01:00:10Z", "push");
      production.call(told.id, people[i], "2026-05-0" + (4 + i) + "T01:00:20Z", "phone");
      production.call(told.id, people[i], "2026-05-0" + (4 + i) + "T10:00:00Z", "phone");
    }
    Reading calls = week(production.readings(), "on_call_interruptions");
    assertThat(calls.value()).isEqualTo(1);
    assertThat(calls.n()).isEqualTo(5);
  }

  @Test
  void callsOfFewPeopleAreWithheld() {
    long paged = production.watched(PAGER, 1, "shop");
    var told =
        production
            .incident(PAGER, paged)
            .from("2026-05-05T01:00:00Z", "2026-05-05T02:00:00Z")
            .tell();
    production.call(told.id, "a", "2026-05-05T01:00:10Z", "push");
    Reading calls = week(production.readings(), "on_call_interruptions");
    assertThat(calls.value()).isNull();
    assertThat(calls.doubt()).isEqualTo(Doubt.WITHHELD);
  }

  /** Golden case 30: 14 of 40. */
  @Test
  void productMarketFitHasItsInterval() {
    long survey = production.watched(SURVEYS, 1, "shop");
    for (int i = 0; i < 40; i++) {
      String answer = i < 14 ? "very_disappointed" : "somewhat_disappointed";
      production.missing(survey, answer, 2, "user" + i, "2026-05-05T10:00:00Z");
    }
    production.missing(survey, "no_longer_use", 0, "gone", "2026-05-05T10:00:00Z");
    production.missing(survey, "very_disappointed", 1, "seldom", "2026-05-05T10:00:00Z");
    Readings readings = production.readings();
    Reading pmf = week(readings, "pmf");
    assertThat(pmf.value()).isEqualTo(35);
    assertThat(pmf.low()).isCloseTo(22, within(0.5));
    assertThat(pmf.high()).isCloseTo(50, within(0.5));
    assertThat(pmf.doubt()).isNull();
    assertThat(pmf.coverage()).isEqualTo(1);
    assertThat(week(readings, "pmf_all_users").denominator()).isEqualTo(41);
  }

  @Test
  void ofWhomNothingIsKnownIsNotCountedAndLowersTheCoverage() {
    long survey = production.watched(SURVEYS, 1, "shop");
    production.missing(survey, "very_disappointed", 3, "one", "2026-05-05T10:00:00Z");
    production.missing(survey, "not_disappointed", null, "two", "2026-05-05T10:00:00Z");
    Reading pmf = week(production.readings(), "pmf");
    assertThat(pmf.value()).isEqualTo(100);
    assertThat(pmf.n()).isEqualTo(1);
    assertThat(pmf.coverage()).isEqualTo(0.5);
    assertThat(pmf.doubt()).isEqualTo(Doubt.FEW_DATA);
  }

  @Test
  void whereNothingTellsOfAnybodysUseAllCount() {
    long survey = production.watched(SURVEYS, 1, "shop");
    production.missing(survey, "very_disappointed", null, "one", "2026-05-05T10:00:00Z");
    production.missing(survey, "not_disappointed", null, "two", "2026-05-05T10:00:00Z");
    Reading pmf = week(production.readings(), "pmf");
    assertThat(pmf.value()).isEqualTo(50);
    assertThat(pmf.coverage()).isEqualTo(1);
  }

  @Test
  void theLastAnswerToASendingCounts() {
    long survey = production.watched(SURVEYS, 1, "shop");
    production.sending(survey, "csat", 4, "2026-05-04T08:00:00Z");
    production.satisfaction(survey, 1, 5, "one", "2026-05-05T10:00:00Z");
    production.satisfaction(survey, 4, 5, "one", "2026-05-06T10:00:00Z");
    production.satisfaction(survey, 6, 7, "two", "2026-05-06T10:00:00Z");
    production.satisfaction(survey, 5, 7, "three", "2026-05-06T10:00:00Z");
    production.satisfaction(survey, 6, 5, "wrong", "2026-05-06T10:00:00Z");
    Readings readings = production.readings();
    Reading csat = week(readings, "csat");
    assertThat(csat.numerator()).isEqualTo(2);
    assertThat(csat.denominator()).isEqualTo(3);
    assertThat(csat.doubt()).isEqualTo(Doubt.FEW_DATA);
    assertThat(week(readings, "csat_response_rate").value()).isEqualTo(100);
    assertThat(new Findings(world.warehouse).find())
        .extracting(Finding::kind)
        .contains("answer that says neither");
  }

  @Test
  void anAnswerOfThreeMonthsBeforeIsAnotherOne() {
    long survey = production.watched(SURVEYS, 1, "shop");
    production.satisfaction(survey, 5, 5, "one", "2026-01-05T10:00:00Z");
    production.satisfaction(survey, 5, 5, "one", "2026-03-05T10:00:00Z");
    production.satisfaction(survey, 1, 5, "one", "2026-05-05T10:00:00Z");
    production.satisfaction(survey, 5, 5, "two", "2026-01-05T10:00:00Z");
    production.satisfaction(survey, 1, 5, "two", "2026-05-05T10:00:00Z");
    Readings readings = production.readings();
    Reading all =
        readings
            .read(
                new ReadingQuery(
                    "csat", PAY, day("2026-01-01"), day("2026-05-11"), Grain.TOTAL, null))
            .getFirst();
    assertThat(all.denominator()).isEqualTo(3);
    assertThat(all.numerator()).isEqualTo(1);
  }
}
