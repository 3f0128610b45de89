package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.TicketKind;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted at the ends of days, from facts to readings. */
final class StateTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  private static Reading read(
      SprintWorld world, String metric, Grain grain, String from, String to) {
    return world
        .readings()
        .read(new ReadingQuery(metric, PAY, day(from), day(to), grain, null))
        .getFirst();
  }

  private static Reading week(SprintWorld world) {
    return read(world, "wip", Grain.TOTAL, "2026-05-04", "2026-05-11");
  }

  /** Open over the ends of Tuesday to Thursday: three ticket-days over the days since Tuesday. */
  @Test
  void aTicketCountsAtTheEndOfEachDayThatItIsOpen() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-05T10:00").done("2026-05-08T10:00");
      Reading week = week(world);
      assertThat(week.numerator()).isEqualTo(3);
      assertThat(week.denominator()).isEqualTo(4);
      assertThat(week.value()).isEqualTo(0.75);
      assertThat(week.n()).isEqualTo(4);
    }
  }

  @Test
  void whatIsOpenOnlyWithinOneDayIsNotSeen() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-04-28T10:00").done("2026-04-29T10:00");
      world.story(2, 3).status(2, "2026-05-05T10:00").done("2026-05-05T18:00");
      Reading week = week(world);
      assertThat(week.value()).isEqualTo(0);
      assertThat(week.n()).isEqualTo(5);
    }
  }

  @Test
  void weekendsDoNotCount() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-04T10:00").done("2026-05-11T10:00");
      assertThat(week(world).numerator()).isEqualTo(5);
      assertThat(week(world).value()).isEqualTo(1);
    }
  }

  @Test
  void blockedCountsAndEpicsAndSubtasksDoNot() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(3, "2026-05-04T10:00");
      world.ticket(2, TicketKind.EPIC).status(2, "2026-05-04T10:00");
      world.ticket(3, TicketKind.SUBTASK).status(2, "2026-05-04T10:00");
      assertThat(week(world).value()).isEqualTo(1);
    }
  }

  @Test
  void beforeTheFirstTicketThereIsNoData() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-12T10:00");
      assertThat(week(world).value()).isNull();
      assertThat(week(world).doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    }
  }

  /** The sprint is closed on Friday at 16:00; the ticket is done at 15:00 of that day. */
  @Test
  void aSprintHasTheDayOfItsClosing() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-04T11:00").done("2026-05-15T15:00");
      world.story(2, 3).status(2, "2026-05-15T11:00");
      Reading sprint = read(world, "wip", Grain.SPRINT, "2026-05-01", "2026-05-20");
      assertThat(sprint.n()).isEqualTo(10);
      assertThat(sprint.numerator()).isEqualTo(9 + 1);
    }
  }

  @Test
  void aDayThatIsNotOverIsNotLookedAt() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-06-08T10:00");
      Reading running = read(world, "wip", Grain.TOTAL, "2026-06-08", "2026-06-15");
      assertThat(running.n()).isEqualTo(2);
      assertThat(running.provisional()).isTrue();
    }
  }

  @Test
  void peopleAreOnlyCountedAndFewAreWithheld() {
    try (SprintWorld world = new SprintWorld(folder)) {
      for (int i = 0; i < 5; i++) {
        String name = String.valueOf((char) ('a' + i));
        world.story(1 + i, 3).assignee(name, "2026-05-01T10:00").status(2, "2026-05-04T10:00");
        world.story(11 + i, 3).assignee(name, "2026-05-01T10:00").status(2, "2026-05-04T10:00");
      }
      Reading each = read(world, "wip_per_person", Grain.TOTAL, "2026-05-04", "2026-05-11");
      assertThat(each.value()).isEqualTo(2);
      ReadingQuery items =
          new ReadingQuery(
              "wip_per_person", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null);
      assertThat(world.facts.readings().observations(items, null, 100).items()).hasSize(10);
    }
  }

  @Test
  void fewerThanFivePeopleAreWithheld() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-04T10:00");
      Reading each = read(world, "wip_per_person", Grain.TOTAL, "2026-05-04", "2026-05-11");
      assertThat(each.doubt()).isEqualTo(Reading.Doubt.WITHHELD);
      assertThat(each.value()).isNull();
      assertThat(each.numerator()).isNull();
    }
  }

  /** Handed over on Wednesday, nobody's on Thursday: one ticket all the while. */
  @Test
  void aTicketThatIsHandedOverCountsOnce() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .status(2, "2026-05-04T10:00")
          .assignee("b", "2026-05-06T10:00")
          .assignee(null, "2026-05-07T10:00");
      assertThat(week(world).numerator()).isEqualTo(5);
      List<Observation> items =
          world
              .facts
              .readings()
              .observations(
                  new ReadingQuery(
                      "wip", PAY, day("2026-05-04"), day("2026-05-11"), Grain.TOTAL, null),
                  null,
                  10)
              .items();
      assertThat(items).hasSize(1);
      assertThat(items.getFirst().numerator()).isEqualTo(5);
      assertThat(items.getFirst().endedAt()).isNull();
    }
  }

  /** Since its first start, whatever came between; what is not begun or is done is not open. */
  @Test
  void ticketsInProgressAgeFromTheirFirstStart() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .status(2, "2026-06-01T10:00")
          .status(3, "2026-06-02T10:00")
          .status(2, "2026-06-05T10:00");
      world.story(2, 3);
      world.story(3, 3).status(2, "2026-06-01T10:00").done("2026-06-03T10:00");
      world.ticket(4, TicketKind.SUBTASK).status(2, "2026-06-01T10:00");
      List<AgeingItem> open = world.readings().ageing(PAY, 10);
      assertThat(open).hasSize(1);
      AgeingItem item = open.getFirst();
      assertThat(item.stage()).isEqualTo("progress");
      assertThat(item.title()).isEqualTo("PAY-1 Story 1");
      assertThat(item.url()).isEqualTo("https://x/PAY-1");
      assertThat(item.since()).isEqualTo(FactWorld.at("2026-06-01T10:00"));
      assertThat(item.ageHours()).isEqualTo(7 * 24 + 4);
      assertThat(item.usualHours()).isEqualTo(48);
      assertThat(item.over()).isTrue();
      assertThat(world.facts.readings().ageing(new Scope.OfTeam("ops"), 10)).isEmpty();
      assertThat(world.facts.readings().ageing(new Scope.Everyone(), 10)).hasSize(1);
    }
  }

  /** Friday noon to the end of the week is half a day of work; the weekend is none. */
  @Test
  void theAgeIsOfWorkingDaysAtTheEndOfThePeriod() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).status(2, "2026-05-08T12:00").done("2026-05-20T10:00");
      world.story(2, 3).status(2, "2026-05-06T12:00").status(1, "2026-05-07T12:00");
      world.story(3, 3).status(2, "2026-05-04T00:00").status(3, "2026-05-05T12:00");
      world.ticket(4, TicketKind.SUBTASK).status(2, "2026-05-04T10:00");
      Reading week = read(world, "wip_age", Grain.TOTAL, "2026-05-04", "2026-05-11");
      assertThat(week.n()).isEqualTo(2);
      assertThat(week.p50()).isEqualTo((0.5 + 5) / 2);
      assertThat(week.value()).isEqualTo(week.p50());
      assertThat(week.p90()).isEqualTo(0.5 + 0.9 * 4.5);
      assertThat(read(world, "wip_age", Grain.TOTAL, "2026-05-11", "2026-05-18").p50())
          .isEqualTo((5.5 + 10) / 2);
    }
  }

  /** The first start counts, also before a return to To Do; now is Wednesday 14:00. */
  @Test
  void theAgeOfARunningPeriodIsOfNow() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world
          .story(1, 3)
          .status(2, "2026-06-08T14:00")
          .status(1, "2026-06-08T16:00")
          .status(2, "2026-06-10T10:00");
      Reading running = read(world, "wip_age", Grain.TOTAL, "2026-06-08", "2026-06-15");
      assertThat(running.value()).isEqualTo(2);
      assertThat(running.provisional()).isTrue();
      assertThat(read(world, "wip_age", Grain.TOTAL, "2026-06-01", "2026-06-08").value()).isNull();
      Observation item =
          world
              .facts
              .readings()
              .observations(
                  new ReadingQuery(
                      "wip_age", PAY, day("2026-06-08"), day("2026-06-15"), Grain.TOTAL, null),
                  null,
                  10)
              .items()
              .getFirst();
      assertThat(item.value()).isEqualTo(2);
      assertThat(item.startedAt()).isEqualTo(FactWorld.at("2026-06-08T14:00"));
      assertThat(item.endedAt()).isNull();
    }
  }

  @Test
  void theStateOfTheCatalogueIsOfWorkingDays() {
    MetricDefinition wip = Catalogue.shipped().definition("wip");
    assertThat(wip.clock()).isEqualTo(MetricDefinition.Clock.WORKING);
    assertThat(wip.onEitherClock()).isFalse();
  }
}
