package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.ProductionSamples.PAGER;
import static io.throughline.metric.ProductionSamples.PING;
import static io.throughline.metric.ProductionSamples.RELIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as an incident, once whoever tells of it, and how long it lasted. */
final class GoldenIncidentCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;
  private FactWorld world;
  private ProductionSamples production;
  private long paged;
  private long relic;

  @BeforeEach
  void open() {
    world = new FactWorld(folder);
    production = new ProductionSamples(world);
    paged = production.watched(PAGER, 1, "shop");
    relic = production.watched(RELIC, 1, "shop");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Reading week(Readings readings, String metric) {
    return week(readings, metric, PAY);
  }

  private static Reading week(Readings readings, String metric, Scope scope) {
    return readings
        .read(
            new ReadingQuery(
                metric, scope, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null))
        .getFirst();
  }

  /** N24. */
  @Test
  void whatTwoSystemsTellOfOneOutageCountsOnce() {
    production.incident(PAGER, paged).from("2026-05-05T10:02:00Z", "2026-05-05T11:00:00Z").tell();
    production.incident(RELIC, relic).from("2026-05-05T10:00:00Z", "2026-05-05T11:30:00Z").tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
    Reading mttr = week(readings, "mttr_incident");
    assertThat(mttr.n()).isEqualTo(1);
    assertThat(mttr.value()).isEqualTo(1.5);
  }

  /** N24: the same outage, which a person told apart. */
  @Test
  void aPersonCanTellTwoOutagesApart() {
    var one =
        production
            .incident(PAGER, paged)
            .from("2026-05-05T10:02:00Z", "2026-05-05T11:00:00Z")
            .tell();
    var other =
        production
            .incident(RELIC, relic)
            .from("2026-05-05T10:00:00Z", "2026-05-05T11:30:00Z")
            .tell();
    production.said(other.id, "apart", one.id, null, "2026-05-06T10:00:00Z");
    assertThat(week(production.readings(), "incident_count").value()).isEqualTo(2);
  }

  @Test
  void aWordThatWasWithdrawnSaysNothing() {
    var one = production.incident(PAGER, paged).from("2026-05-05T10:02:00Z", null).tell();
    var other = production.incident(RELIC, relic).from("2026-05-05T10:00:00Z", null).tell();
    production.said(one.id, "apart", other.id, null, "2026-05-06T10:00:00Z");
    production.said(one.id, "withdrawn", other.id, "apart", "2026-05-07T10:00:00Z");
    assertThat(week(production.readings(), "incident_count").value()).isEqualTo(1);
  }

  /** N24: of services that nobody named, or long after, the key of the alert tells. */
  @Test
  void theSameKeyIsTheSameOutage() {
    long nobodys = production.watched(RELIC, 2, null);
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z")
        .key("disk-7")
        .tell();
    production
        .incident(RELIC, nobodys)
        .from("2026-05-05T10:40:00Z", "2026-05-05T10:50:00Z")
        .key("disk-7")
        .tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count", new Scope.Everyone()).value()).isEqualTo(1);
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
  }

  @Test
  void oneSystemDoesNotTellTwiceOfOneOutage() {
    production.incident(PAGER, paged).from("2026-05-05T10:00:00Z", null).tell();
    production.incident(PAGER, paged).from("2026-05-05T10:05:00Z", null).tell();
    // Nearer to the second one, which is then told by both.
    var near = production.incident(RELIC, relic).from("2026-05-05T10:04:00Z", null).tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(2);
    assertThat(
            readings
                .observations(
                    new ReadingQuery(
                        "incident_count",
                        PAY,
                        day("2026-05-04"),
                        day("2026-05-11"),
                        Grain.TOTAL,
                        null),
                    null,
                    10)
                .items())
        .extracting(Observation::subject)
        .contains(Long.toString(near.id));
  }

  @Test
  void whatBeganLaterIsAnotherOutage() {
    production.incident(PAGER, paged).from("2026-05-05T10:00:00Z", null).tell();
    production.incident(RELIC, relic).from("2026-05-05T10:10:01Z", null).tell();
    assertThat(week(production.readings(), "incident_count").value()).isEqualTo(2);
  }

  @Test
  void aPersonCanPutTwoTogether() {
    var one = production.incident(PAGER, paged).from("2026-05-05T10:00:00Z", null).tell();
    var other = production.incident(PAGER, paged).from("2026-05-05T14:00:00Z", null).tell();
    production.said(one.id, "joined", other.id, null, "2026-05-06T10:00:00Z");
    assertThat(week(production.readings(), "incident_count").value()).isEqualTo(1);
  }

  /** C17: its end was told, its beginning never. */
  @Test
  void whatNeverBeganCountsAndHasNoDuration() {
    production.incident(PAGER, paged).from(null, "2026-05-05T11:00:00Z").tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
    Reading mttr = week(readings, "mttr_incident");
    assertThat(mttr.value()).isNull();
    assertThat(mttr.doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    assertThat(mttr.coverage()).isZero();
    assertThat(new Findings(world.warehouse).find())
        .extracting(Finding::kind)
        .contains("incident that never began");
  }

  /** N22. */
  @Test
  void whatEndsByItselfAtOnceIsInNoDuration() {
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:00:00Z", "2026-05-05T10:00:30Z")
        .byMachine()
        .tell();
    production.incident(PAGER, paged).from("2026-05-06T10:00:00Z", "2026-05-06T10:00:30Z").tell();
    production
        .incident(PAGER, paged)
        .from("2026-05-07T10:00:00Z", "2026-05-07T10:02:00Z")
        .byMachine()
        .tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(3);
    assertThat(week(readings, "mttr_incident").n()).isEqualTo(2);
  }

  /** N22: the merged one is told by the other, which began when the first told so. */
  @Test
  void whatWasMergedIsOneOutage() {
    var kept =
        production
            .incident(PAGER, paged)
            .from("2026-05-05T10:00:00Z", "2026-05-05T12:00:00Z")
            .tell();
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:30:00Z", "2026-05-05T10:31:00Z")
        .into(kept)
        .tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
    assertThat(week(readings, "mttr_incident").value()).isEqualTo(2);
  }

  /** N22: open ones have no duration yet. */
  @Test
  void whatIsOpenHasNoDuration() {
    production.incident(PAGER, paged).from("2026-05-05T10:00:00Z", null).tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
    assertThat(week(readings, "mttr_incident").value()).isNull();
  }

  /** N22: kept, of no team, and somebody is told. */
  @Test
  void anIncidentOfNobodyCountsForTheOrganisation() {
    long nobodys = production.watched(PAGER, 9, null);
    production.incident(PAGER, nobodys).from("2026-05-05T10:00:00Z", null).tell();
    production.incident(PAGER, null).from("2026-05-06T10:00:00Z", null).tell();
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isZero();
    assertThat(week(readings, "incident_count", new Scope.Everyone()).value()).isEqualTo(2);
    assertThat(new Findings(world.warehouse).find())
        .filteredOn(f -> f.kind().equals("incident of an unknown service"))
        .hasSize(2);
  }

  /** Golden case 10, as far as it is about incidents: whose fault it was does not shorten it. */
  @Test
  void anOutageOfTheDataCentreIsInTheTimeToResolve() {
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:00:00Z", "2026-05-05T14:00:00Z")
        .cause("infrastructure")
        .tell();
    production
        .incident(PAGER, paged)
        .from("2026-05-06T10:00:00Z", "2026-05-06T11:00:00Z")
        .cause("change")
        .tell();
    Readings readings = production.readings();
    assertThat(week(readings, "mttr_incident").n()).isEqualTo(2);
    assertThat(week(readings, "mttr_incident").value()).isEqualTo(2.5);
    assertThat(week(readings, "mttr_incident_mean").value()).isEqualTo(2.5);
    assertThat(week(readings, "mttr_change_caused").value()).isEqualTo(1);
    assertThat(week(readings, "mttr_other").value()).isEqualTo(4);
  }

  @Test
  void whatAPersonSaysOfTheCauseWins() {
    var told =
        production
            .incident(PAGER, paged)
            .from("2026-05-05T10:00:00Z", "2026-05-05T14:00:00Z")
            .cause("change")
            .tell();
    production.said(told.id, "cause", null, "third_party", "2026-05-06T10:00:00Z");
    Readings readings = production.readings();
    assertThat(week(readings, "mttr_change_caused").value()).isNull();
    assertThat(week(readings, "mttr_other").value()).isEqualTo(4);
  }

  @Test
  void severitiesArePartsAndTheWorstOfAllTellingsCounts() {
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z")
        .severity(3)
        .tell();
    production
        .incident(RELIC, relic)
        .from("2026-05-05T10:01:00Z", "2026-05-05T11:00:00Z")
        .severity(1)
        .tell();
    production.incident(PAGER, paged).from("2026-05-06T10:00:00Z", null).severity(null).tell();
    Readings readings = production.readings();
    ReadingQuery query =
        new ReadingQuery(
            "incident_count", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null);
    assertThat(readings.parts(query)).containsExactly("SEV-1", "unknown");
    assertThat(readings.read(query.ofPart("SEV-1")).getFirst().value()).isEqualTo(1);
  }

  @Test
  void somebodyTookItUpWhenTheFirstDid() {
    production
        .incident(PAGER, paged)
        .from("2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z")
        .acknowledged("2026-05-05T10:12:00Z")
        .tell();
    production
        .incident(RELIC, relic)
        .from("2026-05-05T10:01:00Z", "2026-05-05T11:00:00Z")
        .acknowledged("2026-05-05T10:06:00Z")
        .tell();
    assertThat(week(production.readings(), "mtta").value()).isEqualTo(6);
  }

  /** C26: a check that finds the same again tells nothing new. */
  @Test
  void theSameStateAgainIsNoNewIncident() {
    long check = production.watched(PING, 1, "shop");
    production.check(check, "up", "2026-05-04T00:00:00Z");
    production.check(check, "up", "2026-05-04T10:00:00Z");
    production.check(check, "down", "2026-05-05T10:00:00Z");
    production.check(check, "down", "2026-05-05T10:05:00Z");
    production.check(check, "up", "2026-05-05T10:30:00Z");
    production.check(check, "up", "2026-05-05T10:35:00Z");
    Readings readings = production.readings();
    assertThat(week(readings, "incident_count").value()).isEqualTo(1);
    assertThat(week(readings, "mttr_incident").value()).isEqualTo(0.5);
  }

  @Test
  void whatACheckTellsOfAnIncidentIsThatIncident() {
    long check = production.watched(PING, 1, "shop");
    production.check(check, "up", "2026-05-04T00:00:00Z");
    production.check(check, "down", "2026-05-05T09:58:00Z");
    production.check(check, "up", "2026-05-05T10:30:00Z");
    var told =
        production
            .incident(PAGER, paged)
            .from("2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z")
            .tell();
    Readings readings = production.readings();
    Reading mttr = week(readings, "mttr_incident");
    assertThat(mttr.n()).isEqualTo(1);
    assertThat(mttr.value()).isCloseTo(32.0 / 60, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(
            readings
                .observations(
                    new ReadingQuery(
                        "mttr_incident",
                        PAY,
                        day("2026-05-04"),
                        day("2026-05-11"),
                        Grain.TOTAL,
                        null),
                    null,
                    10)
                .items())
        .extracting(Observation::subject)
        .containsExactly(Long.toString(told.id));
  }

  @Test
  void incidentsAreComparedWithDeployments() {
    production.incident(PAGER, paged).from("2026-05-05T10:00:00Z", null).tell();
    Reading none = week(production.readings(), "incidents_per_100_deployments");
    assertThat(none.value()).isNull();
  }

  /** Whatever is told first, and in whatever company. */
  @Test
  void theOrderOfTellingDoesNotMatter() {
    world.shuffled(new Random(7));
    whatTwoSystemsTellOfOneOutageCountsOnce();
  }
}
