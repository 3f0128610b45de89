package io.throughline.metric;

import static io.throughline.metric.FactWorld.always;
import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.person;
import static io.throughline.metric.FactWorld.sha;
import static io.throughline.metric.FactWorld.team;
import static io.throughline.model.fact.ReviewEventKind.APPROVAL;
import static io.throughline.model.fact.ReviewEventKind.COMMENT;
import static io.throughline.model.fact.ReviewEventKind.MARKED_READY;
import static io.throughline.model.fact.ReviewEventKind.REVIEW_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden cases of the metric specification that concern coding, from facts to readings. */
final class GoldenCasesTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final Scope ALL = new Scope.OfTeam("all");

  @TempDir Path folder;

  private static Reading may(Readings readings, String metric, Scope scope) {
    return readings
        .read(
            new ReadingQuery(
                metric, scope, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null))
        .getFirst();
  }

  /** 2026-05-04 is a Monday. */
  @Test
  void golden1_draftOpenedMondayReadyWednesdayReviewedThursdayWaitsOneDay() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-08T10:00");
      world.commit(mr, "2026-05-04T09:00");
      world.event(mr, COMMENT, person("b"), "2026-05-05T10:00");
      world.event(mr, MARKED_READY, person("a"), "2026-05-06T10:00");
      world.event(mr, COMMENT, person("b"), "2026-05-07T10:00");
      Readings readings = world.readings();
      assertThat(may(readings, "pickup_time", PAY).value()).isEqualTo(24);
      assertThat(may(readings, "coding_time", PAY).value()).isEqualTo(49);
      assertThat(may(readings, "time_to_merge", PAY).value()).isEqualTo(48);
      assertThat(may(readings, "review_time", PAY).value()).isEqualTo(24);
    }
  }

  @Test
  void golden2_mergedWithoutReviewHasNoReviewTimeAndIsUnreviewed() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T16:00");
      world.event(mr, COMMENT, person("a"), "2026-05-04T12:00");
      Readings readings = world.readings();
      assertThat(may(readings, "review_time", PAY).value()).isNull();
      assertThat(may(readings, "pickup_time", PAY).value()).isEqualTo(30);
      assertThat(may(readings, "unreviewed_merge_rate", PAY).numerator()).isEqualTo(1);
    }
  }

  @Test
  void golden3_onlyCommentsOfBotsAreNoResponse() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.event(mr, COMMENT, FactWorld.BOT, "2026-05-04T11:00");
      world.event(mr, COMMENT, FactWorld.AGENT, "2026-05-04T12:00");
      Readings readings = world.readings();
      assertThat(may(readings, "review_time", PAY).n()).isZero();
      assertThat(may(readings, "mr_comment_count", PAY).value()).isEqualTo(0);
      assertThat(may(readings, "unreviewed_merge_rate", PAY).value()).isEqualTo(100);
    }
  }

  @Test
  void golden4_anApprovalAfterTheMergeIsIgnored() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.event(mr, APPROVAL, person("b"), "2026-05-05T11:00");
      Readings readings = world.readings();
      assertThat(may(readings, "review_time", PAY).value()).isNull();
      assertThat(may(readings, "pickup_time", PAY).value()).isEqualTo(24);
      assertThat(may(readings, "unreviewed_merge_rate", PAY).value()).isEqualTo(100);
    }
  }

  @Test
  void golden5_theFirstCommitIsTheMergeRequestsNotTheSquash() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-06T10:00", "2026-05-07T10:00");
      for (int i = 1; i <= 5; i++) {
        world.commit(mr, "2026-05-0" + i + "T10:00");
      }
      world.deploy(1, "2026-05-07T12:00", mr);
      Readings readings = world.readings();
      assertThat(may(readings, "cycle_time", PAY).value()).isEqualTo(6 * 24 + 2);
      assertThat(may(readings, "coding_time", PAY).value()).isEqualTo(5 * 24);
      assertThat(may(readings, "deploy_time", PAY).value()).isEqualTo(2);
    }
  }

  @Test
  void golden6_aCommitTwoYearsOldIsCappedAndFlagged() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-06T10:00", "2026-05-07T10:00");
      world.commit(mr, "2024-05-06T10:00", "0123456789abcdef0123456789abcdef01234567");
      world.deploy(1, "2026-05-07T12:00", mr);
      Readings readings = world.readings();
      assertThat(may(readings, "cycle_time", PAY).value()).isEqualTo(26);
      Observation item =
          readings
              .observations(
                  new ReadingQuery(
                      "cycle_time", PAY, day("2026-05-01"), day("2026-06-01"), Grain.TOTAL, null),
                  null,
                  10)
              .items()
              .getFirst();
      assertThat(item.flags()).contains("old_commit");
    }
  }

  /** Decision 7. */
  @Test
  void aCherryPickIsReviewedAgainButNotCountedAgain() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.commit(mr, "2026-05-04T09:00");
      world.event(mr, COMMENT, person("b"), "2026-05-04T11:00");
      long pick = world.merge(2, person("a"), "2026-05-11T10:00", "2026-05-11T16:00", null, sha(1));
      world.commit(pick, "2026-05-04T09:00", sha(1));
      world.event(pick, COMMENT, person("b"), "2026-05-11T12:00");
      world.deploy(1, "2026-05-12T10:00", mr, pick);
      Readings readings = world.readings();
      for (String metric :
          List.of(
              "pickup_time",
              "review_time",
              "time_to_merge",
              "mr_comment_count",
              "review_rounds",
              "unreviewed_merge_rate")) {
        assertThat(may(readings, metric, PAY).n()).as(metric).isEqualTo(2);
      }
      for (String metric :
          List.of(
              "cycle_time",
              "coding_time",
              "deploy_time",
              "abandonment_rate",
              "revert_rate",
              "ai_share",
              "agent_share")) {
        assertThat(may(readings, metric, PAY).n()).as(metric).isEqualTo(1);
      }
      assertThat(may(readings, "mr_closure_ratio", PAY).denominator()).isEqualTo(1);
    }
  }

  /** Decision 8: a team of five is told how fast it answers, although one of them answered. */
  @Test
  void reactionsAreToldOfTheWorkThatOnePersonReviewed() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-04T10:00", "2026-05-05T10:00");
      world.event(mr, REVIEW_REQUESTED, person("a"), "2026-05-04T10:00", person("b"));
      world.event(mr, COMMENT, person("b"), "2026-05-04T13:00");
      Readings readings = world.readings();
      assertThat(may(readings, "review_reaction_time", PAY).value()).isEqualTo(3);
      assertThat(may(readings, "review_reaction_within_day", PAY).value()).isEqualTo(100);
      assertThat(may(readings, "mr_count_per_contributor", PAY).doubt())
          .isEqualTo(Reading.Doubt.WITHHELD);
    }
  }

  @Test
  void golden7_revertedTheNextDayCountsInTheWeekOfTheOriginal() {
    try (FactWorld world = new FactWorld(folder)) {
      world.merge(1, person("a"), "2026-05-09T10:00", "2026-05-10T10:00");
      world.merge(2, person("b"), "2026-05-11T09:00", "2026-05-11T10:00", 1L, null);
      Readings readings = world.readings();
      List<Reading> weeks =
          readings.read(
              new ReadingQuery(
                  "revert_rate", PAY, day("2026-05-04"), day("2026-05-18"), Grain.WEEK, null));
      assertThat(weeks).extracting(Reading::value).containsExactly(100.0, 0.0);
    }
  }

  @Test
  void golden21_fridayEveningToSaturdayMorningIsFourHoursOfWork() {
    try (FactWorld world = new FactWorld(folder)) {
      long mr = world.merge(1, person("a"), "2026-05-08T20:00", "2026-05-11T10:00");
      world.event(mr, COMMENT, person("b"), "2026-05-09T08:00");
      assertThat(may(world.readings(), "pickup_time", PAY).value()).isEqualTo(4);
    }
  }

  @Test
  void golden22_whoChangesTeamInTheMonthIsSplitByTheDateOfTheEvent() {
    List<Team> teams =
        List.of(
            new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()),
            team("pay", List.of(new Dated<>("a", null, day("2026-05-15"))), List.of()),
            team(
                "ops", List.of(new Dated<>("a", day("2026-05-15"), null), always("f")), List.of()));
    try (FactWorld world = new FactWorld(folder, teams, List.of())) {
      world.merge(1, person("a"), "2026-05-14T22:00", "2026-05-14T23:59");
      world.merge(2, person("a"), "2026-05-14T22:00", "2026-05-15T00:00");
      Readings readings = world.readings();
      String metric = "time_to_merge";
      assertThat(may(readings, metric, PAY).value()).isCloseTo(119 / 60.0, within(1e-9));
      assertThat(may(readings, metric, new Scope.OfTeam("ops")).value()).isEqualTo(2);
      assertThat(may(readings, metric, ALL).n()).isEqualTo(2);
    }
  }

  @Test
  void golden27_theParentIsComputedFromItemsNotFromItsTeams() {
    try (FactWorld world = new FactWorld(folder)) {
      world.merge(1, person("f"), "2026-05-04T10:00", "2026-05-08T14:00");
      for (int i = 2; i <= 100; i++) {
        world.merge(i, person("a"), "2026-05-05T10:00", "2026-05-05T11:00");
      }
      Readings readings = world.readings();
      assertThat(may(readings, "time_to_merge", new Scope.OfTeam("ops")).value()).isEqualTo(100);
      assertThat(may(readings, "time_to_merge", PAY).value()).isEqualTo(1);
      assertThat(may(readings, "time_to_merge", ALL).value()).isEqualTo(1);
      assertThat(may(readings, "time_to_merge", ALL).n()).isEqualTo(100);
    }
  }
}
