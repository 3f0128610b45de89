package io.throughline.metric;

import static io.throughline.metric.FactWorld.always;
import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.person;
import static io.throughline.metric.FactWorld.team;
import static io.throughline.model.fact.ReviewEventKind.COMMENT;
import static io.throughline.model.fact.ReviewEventKind.REVIEW_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.org.Target;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that hold for every metric, by their number in the specification. */
final class ReadingRulesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  private static ReadingQuery query(
      String metric, Scope scope, String from, String to, Grain grain) {
    return new ReadingQuery(metric, scope, day(from), day(to), grain, null);
  }

  private static ReadingQuery may(String metric) {
    return query(metric, PAY, "2026-05-01", "2026-06-01", Grain.TOTAL);
  }

  /**
   * Nothing created in days that were read to their end is a count of none; all else is no data.
   */
  @Test
  void nothingObservedIsNoDataAndNeverZero() {
    try (FactWorld world = new FactWorld(folder)) {
      List<MetricDefinition> all = List.copyOf(Catalogue.shipped().definitions());
      Map<String, List<Reading>> readings =
          world
              .readings()
              .readAll(all.stream().map(MetricDefinition::id).toList(), may("cycle_time"));
      assertThat(readings).hasSize(all.size());
      for (MetricDefinition metric : all) {
        Reading reading = readings.get(metric.id()).getFirst();
        boolean counted = metric.kind().isCounted();
        assertThat(reading.value()).as(metric.id()).isEqualTo(counted ? 0.0 : null);
        assertThat(reading.coverage()).as(metric.id()).isNull();
        assertThat(reading.doubt()).as(metric.id()).isEqualTo(counted ? null : Doubt.NO_DATA);
      }
    }
  }

  @Test
  void whatWasNotReadToItsEndIsNoCountOfNone() {
    try (FactWorld world = new FactWorld(folder)) {
      Reading next =
          world
              .readings()
              .read(query("prd_count", PAY, "2026-06-01", "2030-01-01", Grain.TOTAL))
              .getFirst();
      assertThat(next.value()).isNull();
      assertThat(next.doubt()).isEqualTo(Doubt.NO_DATA);
    }
  }

  @Test
  void r3_aMergeAtLocalMidnightOpensTheNextDayAlsoWhenClocksChange() {
    try (FactWorld world = new FactWorld(folder)) {
      world.merge(1, person("a"), "2026-03-28T10:00", "2026-03-28T23:59");
      world.merge(2, person("a"), "2026-03-28T10:00", "2026-03-29T00:00");
      world.merge(3, person("a"), "2026-03-28T10:00", "2026-03-29T23:59");
      world.merge(4, person("a"), "2026-03-28T10:00", "2026-03-30T00:00");
      List<Reading> days =
          world.readings().read(query("time_to_merge", PAY, "2026-03-28", "2026-03-31", Grain.DAY));
      assertThat(days).extracting(Reading::n).containsExactly(1L, 2L, 1L);
      assertThat(days.get(2).value()).isEqualTo(37);
    }
  }

  @Test
  void r4_theOtherClockCanBeAskedFor() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-08T20:00", "2026-05-11T10:00");
      world.event(mr, COMMENT, person("b"), "2026-05-09T08:00");
      Readings readings = world.readings();
      ReadingQuery declared = may("pickup_time");
      ReadingQuery calendar =
          new ReadingQuery(
              "pickup_time",
              PAY,
              declared.from(),
              declared.to(),
              Grain.TOTAL,
              null,
              Clock.CALENDAR);
      assertThat(readings.read(declared).getFirst().value()).isEqualTo(4);
      assertThat(readings.read(calendar).getFirst().value()).isEqualTo(12);
      assertThat(readings.read(declared).getFirst().target()).isEqualTo(3);
      assertThat(readings.read(calendar).getFirst().target())
          .as("a target is set on the declared clock")
          .isNull();
      assertThat(readings.read(calendar).getFirst().targetState()).isNull();
    }
  }

  @Test
  void r6_aNegativeDurationIsNotUsed() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.commit(mr, "2026-05-04T12:00");
      assertThat(world.readings().read(may("coding_time")).getFirst().n()).isZero();
    }
  }

  @Test
  void r7_r11_anAgentsMergeRequestBelongsToTheOwnerOfTheService() {
    try (FactWorld world = new FactWorld(folder)) {
      world.merge(1, FactWorld.AGENT, "2026-05-04T10:00", "2026-05-05T10:00");
      world.merge(2, FactWorld.BOT, "2026-05-04T10:00", "2026-05-05T10:00");
      Readings readings = world.readings();
      assertThat(readings.read(may("time_to_merge")).getFirst().n()).isEqualTo(1);
      assertThat(readings.read(may("agent_share")).getFirst().value()).isEqualTo(100);
      assertThat(readings.read(may("mr_count_per_contributor")).getFirst().n()).isZero();
    }
  }

  @Test
  void r12_fewObservationsAreShownWithADoubt() {
    try (FactWorld world = new FactWorld(folder)) {
      for (int i = 1; i <= 5; i++) {
        world.merge(i, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      }
      Readings readings = world.readings();
      assertThat(readings.read(may("time_to_merge")).getFirst().doubt()).isNull();
      Reading rate = readings.read(may("unreviewed_merge_rate")).getFirst();
      assertThat(rate.doubt()).isEqualTo(Doubt.FEW_DATA);
      assertThat(rate.value()).isEqualTo(100);
      assertThat(rate.low()).isBetween(50.0, 60.0);
      assertThat(readings.read(may("mr_comments_per_100_lines")).getFirst().value()).isNull();
    }
  }

  @Test
  void r13_whatLacksItsLinkLowersTheCoverage() {
    try (FactWorld world = new FactWorld(folder)) {
      long[] ids = new long[8];
      for (int i = 0; i < 8; i++) {
        ids[i] = world.merge(i + 1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      }
      world.deploy(1, "2026-05-06T10:00", ids[0], ids[1], ids[2], ids[3], ids[4]);
      Reading reading = world.readings().read(may("deploy_time")).getFirst();
      assertThat(reading.coverage()).isEqualTo(0.625);
      assertThat(reading.doubt()).isEqualTo(Doubt.LOW_COVERAGE);
    }
  }

  @Test
  void r15_aTeamWithoutATargetTakesThatOfTheTeamAbove() {
    List<Team> teams =
        List.of(
            new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()),
            team("pay", List.of(always("a")), List.of()));
    List<Target> targets =
        List.of(
            new Target("time_to_merge", "all", "p50", 10, 30.0, null, null, null, null),
            new Target(
                "time_to_merge", "all", "p50", 1, null, null, day("2026-05-20"), null, null));
    try (FactWorld world = new FactWorld(folder, teams, targets)) {
      world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.merge(2, person("a"), "2026-05-24T10:00", "2026-05-25T10:00");
      List<Reading> weeks =
          world
              .readings()
              .read(query("time_to_merge", PAY, "2026-05-04", "2026-06-01", Grain.WEEK));
      assertThat(weeks.getFirst().targetState()).isEqualTo(TargetState.NEAR);
      assertThat(weeks.getFirst().target()).isEqualTo(10);
      assertThat(weeks.getLast().targetState()).isEqualTo(TargetState.MISSED);
    }
  }

  @Test
  void r16_belowFivePeopleAMetricAboutPeopleIsWithheld() {
    try (FactWorld world = new FactWorld(folder)) {
      int number = 0;
      for (String name : List.of("a", "b", "c", "d")) {
        world.merge(++number, person(name), "2026-05-04T10:00", "2026-05-05T10:00");
      }
      world.merge(++number, person("e"), "2026-05-18T10:00", "2026-05-19T10:00");
      Readings readings = world.readings();
      List<Reading> weeks =
          readings.read(
              query("mr_count_per_contributor", PAY, "2026-05-04", "2026-05-11", Grain.WEEK));
      assertThat(weeks.getFirst().doubt()).isEqualTo(Doubt.WITHHELD);
      assertThat(weeks.getFirst().value()).isNull();
      assertThat(weeks.getFirst().n()).isZero();
      ReadingQuery week =
          query("mr_count_per_contributor", PAY, "2026-05-04", "2026-05-11", Grain.TOTAL);
      assertThat(readings.observations(week, null, 10).items()).isEmpty();
      Reading month = readings.read(may("mr_count_per_contributor")).getFirst();
      assertThat(month.value()).isEqualTo(1);
      assertThat(month.n()).isEqualTo(5);
    }
  }

  @Test
  void aPeriodIsProvisionalUntilItsSourcesWereReadToItsEnd() {
    try (FactWorld world = new FactWorld(folder)) {
      List<Reading> weeks =
          world
              .readings()
              .read(query("time_to_merge", PAY, "2026-06-01", "2026-06-15", Grain.WEEK));
      assertThat(weeks).extracting(Reading::provisional).containsExactly(false, true);
    }
  }

  @Test
  void anUnansweredRequestCountsOnceAWorkingDayHasPassed() {
    try (FactWorld world = new FactWorld(folder)) {
      int number = 0;
      for (String name : List.of("b", "c", "d", "e")) {
        long mr = world.merge(++number, person("a"), "2026-05-04T10:00", null);
        world.event(mr, REVIEW_REQUESTED, person("a"), "2026-05-04T10:00", person(name));
        world.event(mr, COMMENT, person(name), "2026-05-04T16:00");
      }
      long old = world.merge(++number, person("b"), "2026-05-08T09:00", null);
      world.event(old, REVIEW_REQUESTED, person("b"), "2026-05-08T10:00", person("a"));
      long fresh = world.merge(++number, person("b"), "2026-06-10T09:00", null);
      world.event(fresh, REVIEW_REQUESTED, person("b"), "2026-06-10T10:00", person("a"));
      Readings readings = world.readings();
      Reading share =
          readings
              .read(
                  query("review_reaction_within_day", PAY, "2026-05-01", "2026-07-01", Grain.TOTAL))
              .getFirst();
      assertThat(share.numerator()).isEqualTo(4);
      assertThat(share.denominator()).isEqualTo(5);
      assertThat(readings.ageing(PAY, 50))
          .filteredOn(item -> item.stage().equals("reaction"))
          .hasSize(2);
    }
  }

  @Test
  void openItemsAreListedByStageLongestOverTheirUsualTimeFirst() {
    try (FactWorld world = new FactWorld(folder)) {
      for (int i = 1; i <= 5; i++) {
        long done = world.merge(i, person("a"), "2026-06-01T10:00", "2026-06-02T10:00");
        world.event(done, COMMENT, person("b"), "2026-06-01T12:00");
      }
      world.merge(6, person("a"), "2026-06-09T14:00", null);
      long reviewed = world.merge(7, person("a"), "2026-06-01T10:00", null);
      world.event(reviewed, COMMENT, person("b"), "2026-06-09T14:00");
      List<AgeingItem> items = world.readings().ageing(PAY, 10);
      assertThat(items).extracting(AgeingItem::stage).containsExactly("pickup", "review");
      assertThat(items.getFirst().ageHours()).isEqualTo(24);
      assertThat(items.getFirst().usualHours()).isEqualTo(2);
    }
  }

  @Test
  void everyTeamIsReadAtOnceAsIfAlone() {
    try (FactWorld world = new FactWorld(folder)) {
      world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.merge(2, person("f"), "2026-05-04T10:00", "2026-05-05T12:00");
      Readings readings = world.readings();
      ReadingQuery like = may("time_to_merge");
      Map<String, Map<String, List<Reading>>> teams =
          readings.readTeams(List.of("time_to_merge", "mr_size"), like);
      assertThat(teams).containsOnlyKeys("all", "pay", "ops");
      teams.forEach(
          (team, byMetric) ->
              assertThat(byMetric.get("time_to_merge"))
                  .isEqualTo(
                      readings.read(
                          query(
                              "time_to_merge",
                              new Scope.OfTeam(team),
                              "2026-05-01",
                              "2026-06-01",
                              Grain.TOTAL))));
    }
  }

  @Test
  void aQuestionThatMakesNoSenseIsRefusedInWords() {
    try (FactWorld world = new FactWorld(folder)) {
      Readings readings = world.readings();
      assertThatThrownBy(
              () -> readings.read(query("mr_size", PAY, "2026-05-02", "2026-05-02", Grain.DAY)))
          .hasMessageContaining("ends");
      assertThatThrownBy(
              () -> readings.read(query("mr_size", PAY, "2016-05-02", "2026-05-02", Grain.DAY)))
          .hasMessageContaining("1100");
      assertThatThrownBy(
              () ->
                  readings.read(
                      query(
                          "mr_count_per_contributor", PAY, "2026-05-02", "2026-05-09", Grain.DAY)))
          .hasMessageContaining("week");
      assertThatThrownBy(
              () ->
                  readings.read(
                      query(
                          "mr_size",
                          new Scope.OfTeam("x"),
                          "2026-05-02",
                          "2026-05-09",
                          Grain.TOTAL)))
          .isInstanceOf(UnknownNameException.class);
    }
  }
}
