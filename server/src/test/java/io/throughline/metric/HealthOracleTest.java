package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.metric.Reading.TargetState;
import io.throughline.model.fact.Sprint;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The health of random sprints, out of what the slow oracle knows of the sprints themselves and of
 * what the other metrics tell, with the targets as people would say them.
 */
final class HealthOracleTest {
  private static final Scope PAY = new Scope.OfTeam("pay");

  @TempDir Path folder;

  /** What a part is worth, and its light. */
  private record Part(double score, TargetState light) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theHealthOfRandomSprintsAgreesWithTheOracle(long seed) {
    try (SprintWorld world = new SprintWorld(folder)) {
      world.sprint(3, "2026-05-29T17:00", "2026-06-05T16:00");
      SprintOracleTest.fill(world, new Random(seed));
      SprintOracle oracle = new SprintOracle(world.told(), world.sprints(), world.tests());
      Readings readings = DerivedReadingsTest.derived(world);
      List<Reading> health = bySprint(readings, "sprint_health");
      List<Reading> wip = bySprint(readings, "wip_per_person");
      List<Reading> flow = bySprint(readings, "flow_efficiency");
      List<Reading> bugs = bySprint(readings, "bug_ratio");
      for (int i = 0; i < world.sprints().size(); i++) {
        Sprint sprint = world.sprints().get(i);
        List<Part> parts = new ArrayList<>();
        add(parts, planning(percent(oracle.sprint("planning_accuracy", sprint))));
        add(parts, atMost(percent(oracle.sprint("scope_creep", sprint)), 20, 40));
        add(parts, atMost(percent(oracle.sprint("carry_over", sprint)), 15, 30));
        add(parts, inProgress(wip.get(i).value()));
        add(parts, atLeast(flow.get(i).value(), 40, 15));
        add(parts, atMost(bugs.get(i).value(), 20, 35));
        Reading told = health.get(i);
        assertThat(told.n()).as("parts of %s", sprint.name()).isEqualTo(parts.size());
        if (parts.isEmpty()) {
          assertThat(told.value()).isNull();
          continue;
        }
        assertThat(told.value())
            .as("score of %s", sprint.name())
            .isEqualTo(
                parts.stream().mapToDouble(Part::score).average().orElseThrow(), within(1e-9));
        assertThat(told.targetState())
            .as("light of %s", sprint.name())
            .isEqualTo(
                parts.stream().map(Part::light).max(Comparator.naturalOrder()).orElseThrow());
      }
    }
  }

  private static List<Reading> bySprint(Readings readings, String metric) {
    return readings.read(
        new ReadingQuery(metric, PAY, day("2026-05-01"), day("2026-06-09"), Grain.SPRINT, null));
  }

  private static void add(List<Part> parts, @Nullable Part part) {
    if (part != null) {
      parts.add(part);
    }
  }

  private static @Nullable Double percent(SprintOracle.Sums sums) {
    return sums.denominator() > 0 ? (Double) (100 * sums.numerator() / sums.denominator()) : null;
  }

  /** From 80 to 95 % is well planned; up to 105 % nearly. */
  private static @Nullable Part planning(@Nullable Double value) {
    if (value == null || value >= 80) {
      return atMost(value, 95, 105);
    }
    return new Part(Math.max(0, 50 - 5 * (80 - value)), TargetState.MISSED);
  }

  private static @Nullable Part atMost(@Nullable Double value, double green, double amber) {
    return value == null ? null : part(value - green, amber - green);
  }

  private static @Nullable Part atLeast(@Nullable Double value, double green, double amber) {
    return value == null ? null : part(green - value, green - amber);
  }

  /** Half of the score is lost within the band, and the other half within as much again. */
  private static Part part(double beyond, double band) {
    double score = Math.clamp(100 - 50 * beyond / band, 0, 100);
    return new Part(
        score,
        beyond <= 0 ? TargetState.MET : beyond <= band ? TargetState.NEAR : TargetState.MISSED);
  }

  private static @Nullable Part inProgress(@Nullable Double value) {
    if (value == null) {
      return null;
    }
    return value <= 1.5 ? new Part(100, TargetState.MET) : new Part(0, TargetState.MISSED);
  }
}
