package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketLink;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tests count for which stories, and what is no data. */
final class FunctionalTestCoverageTest {
  private static final String PLANNED = "2026-05-01T10:00";
  private static final String DURING = "2026-05-06T10:00";
  private static final String LINKED = "functional_test_coverage";
  private static final String EXECUTED = "functional_test_coverage_executed";
  private static final String PASSING = "functional_test_coverage_passing";

  @TempDir Path folder;

  private static Reading first(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(
                metric,
                new Scope.OfTeam("pay"),
                day("2026-05-01"),
                day("2026-06-01"),
                Grain.SPRINT,
                null))
        .getFirst();
  }

  @Test
  void whereNothingTellsOfTestsThereIsNoData() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      Readings readings = world.readings();
      for (String metric : List.of(LINKED, EXECUTED, PASSING)) {
        assertThat(first(readings, metric).value()).as(metric).isNull();
      }
    }
  }

  @Test
  void aStoryWithoutATestCountsOnceATestManagementTellsOfAny() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.test(1).of(99);
      assertThat(first(world.readings(), LINKED).value()).isEqualTo(0);
    }
  }

  @Test
  void draftsAndArchivedTestsDoNotCount() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.story(2, 3).in(1, PLANNED);
      world.story(3, 3).in(1, PLANNED);
      world.test(1).of(1).draft();
      world.test(2).of(2).archived();
      world.test(3).of(3);
      Reading coverage = first(world.readings(), LINKED);
      assertThat(coverage.numerator()).isEqualTo(1);
      assertThat(coverage.denominator()).isEqualTo(3);
    }
  }

  /** Linked later, or written later, is not linked at the start; it is for what is added then. */
  @Test
  void linksAreJudgedAsOfTheStartOrTheMomentOfAdding() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.story(2, 3).in(1, PLANNED);
      world.story(3, 3).in(1, "2026-05-07T10:00");
      world.test(1).of(1, DURING);
      world.test(2).of(2).written(DURING);
      world.test(3).of(3).written(DURING);
      Reading coverage = first(world.readings(), LINKED);
      assertThat(coverage.numerator()).isEqualTo(1);
      assertThat(coverage.denominator()).isEqualTo(3);
    }
  }

  @Test
  void theLastRunOfTheSprintCounts() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.story(2, 3).in(1, PLANNED);
      world.story(3, 3).in(1, PLANNED);
      world.story(4, 3).in(1, PLANNED);
      world.test(1).of(1).run(TestResult.FAILED, DURING).run(TestResult.PASSED, "2026-05-07T10:00");
      world
          .test(2)
          .of(2)
          .run(TestResult.PASSED, DURING)
          .run(TestResult.BLOCKED, "2026-05-07T10:00");
      world.test(3).of(3).run(TestResult.PASSED, "2026-05-20T10:00");
      world.test(4).of(4).run(TestResult.PASSED, DURING);
      world.test(5).of(4);
      Readings readings = world.readings();
      assertThat(first(readings, LINKED).numerator()).isEqualTo(4);
      assertThat(first(readings, EXECUTED).numerator()).isEqualTo(3);
      assertThat(first(readings, PASSING).numerator()).isEqualTo(2);
    }
  }

  /** A key alone may be another tracker's ticket; the number tells. */
  @Test
  void aLinkWithAnotherTicketsNumberIsNotBelieved() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      SprintWorld.Check test = world.test(1);
      test.of(1);
      test.links.set(0, new TestRequirement(FactId.of(2, 1), "77", 77L, "PAY-1", null));
      assertThat(first(world.readings(), LINKED).value()).isEqualTo(0);
    }
  }

  /** Some test managements know tickets by their numbers only. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLinkByNumberAloneIsFound(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED);
      world.story(2, 3).in(1, PLANNED);
      world.test(1).links.add(new TestRequirement(FactId.of(2, 1), "7", 1002L, null, null));
      world.facts.shuffled(new Random(seed));
      assertThat(first(world.readings(), LINKED).numerator()).isEqualTo(1);
    }
  }

  /** Tests that are tickets: the tracker tells of them, not of their runs. */
  @Test
  void testsInTheTrackerAreLinkedAndTellNothingOfRuns() {
    try (SprintWorld world = new SprintWorld(folder)) {
      SprintWorld.Story story = world.story(1, 3).in(1, PLANNED);
      world.story(2, 3).in(1, PLANNED);
      Ticket plan = tracked(901, "Test Plan");
      Ticket test = tracked(900, "Test");
      world.facts.tell(test);
      world.facts.tell(plan);
      world.facts.members(
          TicketLink.class,
          story.id(),
          "links",
          List.of(new TicketLink(story.id(), "1", "is tested by", test.id(), test.key())));
      world.facts.members(
          TicketLink.class,
          plan.id(),
          "links",
          List.of(new TicketLink(plan.id(), "2", "tests", FactId.of(1, 1002), "PAY-2")));
      Readings readings = world.readings();
      assertThat(first(readings, LINKED).numerator()).isEqualTo(1);
      assertThat(first(readings, LINKED).denominator()).isEqualTo(2);
      assertThat(first(readings, EXECUTED).value()).isNull();
    }
  }

  /** A tracker tells when tests were linked, and when they no longer were. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void linksInTheTrackerAreJudgedAsTheyWere(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      Ticket test = tracked(900, "Test");
      world.facts.tell(test);
      SprintWorld.Story taken =
          world.story(1, 3).in(1, PLANNED).linked(test.key(), "2026-05-02T10:00");
      taken.unlinked(test.key(), DURING);
      world.story(2, 3).in(1, PLANNED).unlinked(test.key(), DURING);
      SprintWorld.Story late = world.story(3, 3).in(1, PLANNED).linked(test.key(), DURING);
      SprintWorld.Story back =
          world.story(4, 3).in(1, PLANNED).linked(test.key(), "2026-05-01T11:00");
      back.unlinked(test.key(), "2026-05-02T10:00").linked(test.key(), DURING);
      world.story(5, 3).in(1, PLANNED).unlinked(test.key(), "2026-05-03T10:00");
      for (SprintWorld.Story story : List.of(late, back)) {
        world.facts.members(
            TicketLink.class,
            story.id(),
            "links",
            List.of(new TicketLink(story.id(), "1", "is tested by", test.id(), test.key())));
      }
      world.facts.shuffled(new Random(seed));
      Reading coverage = first(world.readings(), LINKED);
      assertThat(coverage.numerator()).as("the first two").isEqualTo(2);
      assertThat(coverage.denominator()).isEqualTo(5);
    }
  }

  private static Ticket tracked(int number, String type) {
    return new Ticket(
        FactId.of(1, number),
        FactId.of(1, 3),
        "PAY-T" + number,
        type,
        null,
        type,
        TicketKind.TEST,
        1L,
        "To Do",
        "todo",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        "",
        "",
        "",
        "",
        null,
        null,
        0,
        FactWorld.at("2026-04-22T10:00"),
        null,
        false);
  }

  /** Tests may be told before the tickets, after them, and in between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfTellingDoesNotMatter(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      for (int story = 1; story <= 6; story++) {
        world.story(story, 3).in(1, PLANNED);
      }
      world.test(1).of(1).of(2).run(TestResult.PASSED, DURING);
      world.test(2).of(2).run(TestResult.FAILED, DURING);
      world.test(3).of(3);
      world.facts.shuffled(new Random(seed));
      Readings readings = world.readings();
      assertThat(first(readings, LINKED).numerator()).isEqualTo(3);
      assertThat(first(readings, EXECUTED).numerator()).isEqualTo(2);
      assertThat(first(readings, PASSING).numerator()).isEqualTo(1);
    }
  }

  @Test
  void aTestOfATicketThatNobodyKnowsIsFound() {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.story(1, 3).in(1, PLANNED).done("2026-05-12T10:00");
      world.test(1).of(1).of(55);
      world.test(2).of(44).written("2025-04-21T10:00");
      world.test(3).of(66).archived();
      world.readings();
      assertThat(
              new Findings(world.facts.warehouse)
                  .find().stream()
                      .filter(f -> f.kind().equals("test of an unknown ticket"))
                      .map(Finding::subject))
          .containsExactly("PAY-55");
    }
  }
}
