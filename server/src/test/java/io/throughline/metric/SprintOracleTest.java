package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.time.Grain;
import io.throughline.sprint.Expected;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.WarehouseSprints;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sprints: what the product reads is what the slow oracle reads, also when each fact is told
 * by itself, in any order and in many batches.
 */
final class SprintOracleTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final List<String> SPRINT_RATIOS =
      List.of(
          "story_point_coverage",
          "acceptance_criteria_coverage",
          "subtask_breakdown_coverage",
          "planning_accuracy",
          "planning_accuracy_by_count",
          "capacity_accuracy",
          "capacity_accuracy_by_count",
          "scope_creep",
          "scope_creep_by_count",
          "scope_churn",
          "scope_churn_by_count",
          "carry_over",
          "carry_over_by_count",
          "unplanned_share",
          "unplanned_share_by_count",
          "sprint_readiness",
          "functional_test_coverage",
          "functional_test_coverage_executed",
          "functional_test_coverage_passing");

  private static final List<String> AT_COMPLETION =
      List.of(
          "story_point_coverage_at_completion",
          "acceptance_criteria_coverage_at_completion",
          "subtask_breakdown_coverage_at_completion",
          "functional_test_coverage_at_completion",
          "bug_ratio_by_points");

  private static final List<String> NEXT_SPRINT =
      List.of(
          "story_point_coverage_next_sprint",
          "acceptance_criteria_coverage_next_sprint",
          "subtask_breakdown_coverage_next_sprint",
          "functional_test_coverage_next_sprint");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyMetricOfRandomSprintsAgreesWithTheOracle(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.sprint(3, "2026-05-29T17:00", "2026-06-05T16:00");
      fill(world, new Random(seed));
      if (seed % 2 == 0) {
        world.facts.shuffled(new Random(seed));
      }
      SprintOracle oracle = new SprintOracle(world.told(), world.sprints(), world.tests());
      Readings readings = world.readings();
      for (String metric : SPRINT_RATIOS) {
        List<Reading> line = bySprint(readings, metric);
        for (int i = 0; i < line.size(); i++) {
          SprintOracle.Sums sums = oracle.sprint(metric, world.sprints().get(i));
          String where = metric + " of " + world.sprints().get(i).name();
          assertThat(sum(line.get(i).numerator()))
              .as(where)
              .isEqualTo(sums.numerator(), within(1e-9));
          assertThat(sum(line.get(i).denominator()))
              .as(where)
              .isEqualTo(sums.denominator(), within(1e-9));
        }
      }
      List<Double> velocities = velocities("velocity", oracle, world.sprints());
      assertThat(bySprint(readings, "velocity")).extracting(Reading::value).isEqualTo(velocities);
      assertThat(bySprint(readings, "velocity_by_count"))
          .extracting(Reading::value)
          .isEqualTo(velocities("velocity_by_count", oracle, world.sprints()));
      assertThat(bySprint(readings, "predictability").getLast().value())
          .usingComparator(SprintOracleTest::nearly)
          .isEqualTo(predictability(velocities));
      loads(oracle, world.sprints(), readings);
      outlooks(world);
      flow(world, readings);
      completed(oracle, readings);
      prepared(oracle, readings);
      states(oracle, readings);
    }
  }

  /** Eight sprints of three days, so that more than six lie before the last. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void utilisationOfRandomSprintsAgreesWithTheOracle(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      for (int number = 3; number <= 8; number++) {
        LocalDateTime start = LocalDateTime.parse("2026-05-20T17:00").plusDays(3L * number - 9);
        world.sprint(number + 1, start.toString(), start.plusDays(2).toString());
      }
      Random random = new Random(seed);
      for (int number = 1; number <= 60; number++) {
        SprintWorld.Story story =
            random.nextInt(7) > 0
                ? world.story(number, 1 + random.nextInt(8))
                : world.ticket(number, TicketKind.STORY);
        for (Sprint sprint : world.sprints()) {
          if (random.nextInt(4) == 0) {
            String in =
                sprint.startAt().atZone(FactWorld.ZONE).minusHours(1).toLocalDateTime() + "";
            story.in((int) (sprint.id() & 0xffff), in);
          }
        }
        story.done(some(random, 5, 34));
      }
      SprintOracle oracle = new SprintOracle(world.told(), world.sprints(), world.tests());
      List<Sprint> sprints =
          world.sprints().stream().sorted(Comparator.comparing(Sprint::completedAt)).toList();
      List<Reading> line = bySprint(world.readings(), "utilisation");
      assertThat(line).hasSize(8);
      int told = 0;
      for (int i = 0; i < line.size(); i++) {
        Double expected = utilisation(oracle, sprints, i);
        assertThat(line.get(i).value())
            .usingComparator(SprintOracleTest::nearly)
            .isEqualTo(expected);
        told += expected == null ? 0 : 1;
      }
      assertThat(told).isPositive();
    }
  }

  private static @Nullable Double utilisation(
      SprintOracle oracle, List<Sprint> sprints, int place) {
    Sprint sprint = sprints.get(place);
    SprintOracle.Sums plan = oracle.sprint("planning_accuracy", sprint);
    List<Double> before = new ArrayList<>();
    for (int i = place - 1; i >= 0 && before.size() < 6; i--) {
      SprintOracle.Sums done = oracle.sprint("velocity", sprints.get(i));
      if (done.denominator() > 0 && oracle.counted(sprints.get(i)) == oracle.counted(sprint)) {
        before.add(done.numerator());
      }
    }
    double mean = before.stream().mapToDouble(d -> d).average().orElse(0);
    boolean some = oracle.sprint("velocity", sprint).denominator() > 0;
    return before.size() < 3 || mean == 0 || !some ? null : 100 * plan.denominator() / mean;
  }

  /** What many sprints are read for at once is what each of them is read for alone. */
  private static void outlooks(SprintWorld world) {
    io.throughline.sprint.Sprints sprints =
        new WarehouseSprints(
            world.facts.warehouse, () -> world.facts.organisation, () -> FactWorld.NOW);
    List<Expected> all =
        sprints.expected(
            new io.throughline.sprint.Sprints.Wanted(
                "pay", null, FactWorld.at("2026-05-01T00:00"), FactWorld.at("2026-06-09T00:00")),
            10);
    assertThat(all).hasSize(3);
    for (Expected expected : all) {
      SprintBook book = sprints.sprint(Long.parseLong(expected.sprint().id())).orElseThrow();
      assertThat(expected).isEqualTo(new Expected(book.sprint(), book.board(), book.outlook()));
    }
  }

  private static void loads(SprintOracle oracle, List<Sprint> sprints, Readings readings) {
    List<Reading> line = bySprint(readings, "load_balance");
    for (int i = 0; i < line.size(); i++) {
      double[] loads =
          oracle.loads(sprints.get(i)).values().stream().mapToDouble(d -> d).sorted().toArray();
      double median = loads.length == 0 ? 0 : Spread.of(loads, loads.length).p50();
      if (median == 0) {
        assertThat(line.get(i).doubt()).isEqualTo(Reading.Doubt.NO_DATA);
      } else if (loads.length < 5) {
        assertThat(line.get(i).doubt()).isEqualTo(Reading.Doubt.WITHHELD);
      } else {
        double expected = loads[loads.length - 1] / median;
        assertThat(line.get(i).value()).isEqualTo(expected, within(1e-9));
      }
    }
  }

  private static void completed(SprintOracle oracle, Readings readings) {
    for (String metric : AT_COMPLETION) {
      SprintOracle.Sums sums = oracle.atCompletion(metric);
      Reading reading = total(readings, metric);
      assertThat(sum(reading.numerator())).as(metric).isEqualTo(sums.numerator(), within(1e-9));
      assertThat(sum(reading.denominator())).as(metric).isEqualTo(sums.denominator(), within(1e-9));
    }
  }

  /** Day by day, what was known of the sprint that came next. */
  private static void prepared(SprintOracle oracle, Readings readings) {
    for (String metric : NEXT_SPRINT) {
      ReadingQuery days =
          new ReadingQuery(metric, PAY, day("2026-04-20"), day("2026-06-08"), Grain.DAY, null);
      for (Reading reading : readings.read(days)) {
        Instant end = reading.to().atStartOfDay(FactWorld.ZONE).toInstant();
        SprintOracle.Sums sums = oracle.nextSprint(metric, end.minusNanos(1_000));
        String where = metric + " on " + reading.from();
        assertThat(sum(reading.numerator())).as(where).isEqualTo(sums.numerator());
        assertThat(sum(reading.denominator())).as(where).isEqualTo(sums.denominator());
      }
    }
  }

  private static void flow(SprintWorld world, Readings readings) {
    double active = 0;
    double blocked = 0;
    double all = 0;
    double bugs = 0;
    double done = 0;
    for (SprintWorld.Told told : world.told()) {
      if (SprintOracle.doneAt(told) != null) {
        done++;
        bugs += told.ticket().kind() == TicketKind.BUG ? 1 : 0;
        active += SprintOracle.seconds(told, "active");
        blocked += SprintOracle.seconds(told, "blocked");
        all += SprintOracle.seconds(told, "all");
      }
    }
    assertThat(total(readings, "flow_efficiency").numerator()).isEqualTo(active);
    assertThat(total(readings, "flow_efficiency").denominator()).isEqualTo(all);
    assertThat(total(readings, "blocked_time").numerator()).isEqualTo(blocked);
    assertThat(total(readings, "bug_ratio").numerator()).isEqualTo(bugs);
    assertThat(total(readings, "bug_ratio").denominator()).isEqualTo(done);
    List<Double> days =
        readings
            .observations(
                new ReadingQuery(
                    "flow_time", PAY, day("2026-05-01"), day("2026-06-09"), Grain.TOTAL, null),
                null,
                1_000)
            .items()
            .stream()
            .map(Observation::value)
            .sorted()
            .toList();
    List<Double> expected =
        world.told().stream()
            .filter(t -> SprintOracle.doneAt(t) != null)
            .map(t -> SprintOracle.seconds(t, "all") / 86_400)
            .sorted()
            .toList();
    assertThat(days).isEqualTo(expected.subList(expected.size() - days.size(), expected.size()));
    assertThat(expected.subList(0, expected.size() - days.size())).allMatch(d -> d == 0);
  }

  /** Of each week, day by day; weekends are no working days. */
  private static void states(SprintOracle oracle, Readings readings) {
    List<Reading> weeks =
        readings.read(
            new ReadingQuery("wip", PAY, day("2026-05-04"), day("2026-06-08"), Grain.WEEK, null));
    assertThat(weeks).hasSize(5);
    long before = 0;
    for (Reading week : weeks) {
      long tickets = 0;
      Set<String> people = new TreeSet<>();
      for (int i = 0; i < 5; i++) {
        Instant last =
            week.from().plusDays(i + 1L).atStartOfDay(FactWorld.ZONE).toInstant().minusNanos(1_000);
        tickets += oracle.inProgress(last);
        people.addAll(oracle.workers(last));
      }
      if (before > 0) {
        assertThat(week.denominator()).isEqualTo(5);
        assertThat(week.value()).isEqualTo(tickets / 5.0, within(1e-9));
        ReadingQuery perPerson =
            new ReadingQuery("wip_per_person", PAY, week.from(), week.to(), Grain.TOTAL, null);
        Reading each = readings.read(perPerson).getFirst();
        if (people.size() < 5) {
          assertThat(each.doubt()).isEqualTo(Reading.Doubt.WITHHELD);
        } else {
          assertThat(each.value()).isEqualTo(tickets / 5.0 / people.size(), within(1e-9));
        }
      }
      ReadingQuery items = new ReadingQuery("wip", PAY, week.from(), week.to(), Grain.TOTAL, null);
      assertThat(
              readings.observations(items, null, 1_000).items().stream()
                  .mapToDouble(Observation::numerator)
                  .sum())
          .isEqualTo(tickets);
      before += tickets;
      ages(oracle, readings, week);
    }
    assertThat(before).isPositive();
  }

  private static void ages(SprintOracle oracle, Readings readings, Reading week) {
    ReadingQuery query =
        new ReadingQuery("wip_age", PAY, week.from(), week.to(), Grain.TOTAL, null);
    List<Double> ages = oracle.ages(week.to().atStartOfDay(FactWorld.ZONE).toInstant());
    Reading age = readings.read(query).getFirst();
    assertThat(age.n()).isEqualTo(ages.size());
    if (!ages.isEmpty()) {
      double[] days = ages.stream().mapToDouble(d -> d).toArray();
      assertThat(age.p50()).isEqualTo(Spread.of(days, days.length).p50(), within(1e-9));
      assertThat(age.p90()).isEqualTo(Spread.of(days, days.length).p90(), within(1e-9));
    }
    assertThat(readings.observations(query, null, 1_000).items())
        .extracting(Observation::value)
        .containsExactlyInAnyOrderElementsOf(ages);
  }

  private static double sum(Double of) {
    return of == null ? 0 : of;
  }

  private static List<Double> velocities(String metric, SprintOracle oracle, List<Sprint> sprints) {
    return sprints.stream()
        .map(s -> oracle.sprint(metric, s))
        .map(s -> s.denominator() == 0 ? null : s.numerator())
        .toList();
  }

  /** Of all three; null where a sprint had no tickets or nothing was ever done. */
  private static @Nullable Double predictability(List<Double> values) {
    if (values.contains(null) || values.stream().allMatch(v -> v == 0)) {
      return null;
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.max(0, 100 * (1 - Math.sqrt(squares / (values.size() - 1)) / mean));
  }

  private static int nearly(@Nullable Double one, @Nullable Double other) {
    boolean same = one == null || other == null ? one == other : Math.abs(one - other) <= 1e-9;
    return same ? 0 : 1;
  }

  private static List<Reading> bySprint(Readings readings, String metric) {
    return readings.read(
        new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-09"), Grain.SPRINT, null));
  }

  private static Reading total(Readings readings, String metric) {
    return readings
        .read(
            new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-09"), Grain.TOTAL, null))
        .getFirst();
  }

  static void fill(SprintWorld world, Random random) {
    TicketKind[] kinds = {
      TicketKind.STORY, TicketKind.TASK, TicketKind.BUG, TicketKind.SPIKE, TicketKind.EPIC
    };
    for (int number = 1; number <= 24; number++) {
      TicketKind kind = kinds[random.nextInt(kinds.length)];
      SprintWorld.Story story =
          random.nextInt(8) > 0 && kind == TicketKind.STORY
              ? world.story(number, 1 + random.nextInt(8))
              : world.ticket(number, kind);
      story.criteria(random.nextBoolean() ? Criteria.PRESENT : Criteria.TEMPLATE);
      if (random.nextInt(5) == 0) {
        story.bornIn(1 + random.nextInt(3)).created(some(random, 0, 10));
      } else {
        live(story, random);
      }
      if (random.nextInt(3) > 0) {
        test(world.test(number), number, random);
      }
      if (random.nextInt(3) == 0) {
        world.ticket(100 + number, TicketKind.SUBTASK).under(story).created(some(random, 0, 30));
      }
    }
  }

  /** Tests of one story or two, some of them drafts, some never run. */
  private static void test(SprintWorld.Check test, int story, Random random) {
    test.of(story, random.nextBoolean() ? null : some(random, 0, 25)).written(some(random, 0, 15));
    if (random.nextInt(4) == 0) {
      test.of(1 + random.nextInt(24));
    }
    if (random.nextInt(6) == 0) {
      test.draft();
    }
    if (random.nextInt(8) == 0) {
      test.archived();
    }
    for (int run = random.nextInt(5); run > 0; run--) {
      TestResult[] results = TestResult.values();
      test.run(results[random.nextInt(results.length)], some(random, 3, 30));
    }
  }

  /** A life in time order: into sprints and out of them, worked on, blocked, done, reopened. */
  private static void live(SprintWorld.Story story, Random random) {
    List<Integer> in = new ArrayList<>();
    int status = 1;
    boolean flagged = false;
    LocalDateTime at = LocalDateTime.parse("2026-05-01T10:00");
    while (at.isBefore(LocalDateTime.parse("2026-06-06T10:00"))) {
      String when = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
      int sprint = 1 + random.nextInt(3);
      switch (random.nextInt(8)) {
        case 7 ->
            story.assignee(
                random.nextInt(4) == 0 ? null : "abcdef".charAt(random.nextInt(6)) + "", when);
        case 0, 1 -> {
          if (in.contains(sprint)) {
            in.remove((Integer) sprint);
            story.out(sprint, when);
          } else {
            in.add(sprint);
            story.in(sprint, when);
          }
        }
        case 2 -> story.points(random.nextInt(6) == 0 ? null : 1.0 + random.nextInt(8), when);
        case 3 -> {
          flagged = !flagged;
          story.flagged(flagged, when);
        }
        case 4 -> {
          if (random.nextInt(6) == 0) {
            story.outcome(random.nextBoolean() ? "wont_do" : "done", when);
          }
        }
        default -> {
          int next = 1 + random.nextInt(4);
          if (next != status) {
            status = next;
            story.status(next, when);
          }
        }
      }
      at = at.plusMinutes(60 + random.nextInt(60 * 24 * 5));
    }
    if (flagged) {
      story.flagged(false, "2026-06-07T10:00");
    }
    if (status != 4) {
      story.status(4, "2026-06-07T11:00");
    }
  }

  private static String some(Random random, int from, int days) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        LocalDateTime.parse("2026-05-01T10:00")
            .plusDays(from + random.nextInt(days))
            .plusMinutes(random.nextInt(600)));
  }
}
