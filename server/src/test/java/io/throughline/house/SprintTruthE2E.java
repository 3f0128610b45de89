package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows what became of each of its sprints, because it planned them. The product must
 * find it over HTTP, from Jira's interfaces, for every team and every closed sprint.
 */
final class SprintTruthE2E {
  private static final double TOLERANCE = 1e-6;
  private static final int FEW_SPRINTS = 40;

  /** Below this share of estimated tickets, in percent, tickets are counted. */
  private static final double ESTIMATED = 80;

  /** What is counted by sprints. */
  static final List<String> METRICS =
      List.of(
          "story_point_coverage",
          "acceptance_criteria_coverage",
          "subtask_breakdown_coverage",
          "planning_accuracy",
          "planning_accuracy_by_count",
          "capacity_accuracy",
          "scope_creep",
          "scope_churn",
          "carry_over",
          "unplanned_share",
          "velocity",
          "predictability",
          "sprint_readiness",
          "functional_test_coverage",
          "functional_test_coverage_executed",
          "functional_test_coverage_passing");

  private final RunningHouse house = RunningHouse.shared();

  static List<String> metrics() {
    return METRICS;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnows(String metric) {
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.UTC);
    String range = "&grain=sprint&from=" + today.minusMonths(6) + "&to=" + today;
    List<String> differences = new ArrayList<>();
    int sprints = 0;
    for (String team : items(house.api("/api/v1/teams")).map(t -> t.path("id").asText()).toList()) {
      String query = range + "&team=" + team;
      String of = metric.replace("_by_count", "");
      List<JsonNode> byCount = truths(of, query, "count");
      List<JsonNode> byPoints = of.equals(metric) ? truths(of, query, "points") : byCount;
      List<JsonNode> readings =
          items(house.api("/api/v1/metrics/" + metric + "/readings?" + query.substring(1)))
              .toList();
      assertThat(readings).as("sprints of %s", team).hasSameSizeAs(byPoints);
      for (int i = 0; i < readings.size(); i++) {
        sprints++;
        JsonNode found = readings.get(i).path("value");
        JsonNode points = byPoints.get(i);
        JsonNode count = byCount.get(i);
        JsonNode truth = points.path("estimated").asDouble() < ESTIMATED ? count : points;
        if (!near(found, truth.path("value"))) {
          differences.add(team + ": product " + readings.get(i) + ", truth " + truth);
        }
      }
    }
    System.out.println(metric + ": " + sprints + " sprints");
    assertThat(differences).as("%s in %s", metric, house).isEmpty();
    assertThat(sprints).as("sprints compared").isGreaterThan(FEW_SPRINTS);
  }

  private List<JsonNode> truths(String metric, String query, String weight) {
    return items(
            house.companyJson(
                "GET", "/simulator/truth/sprints?metric=" + metric + query + "&weight=" + weight))
        .toList();
  }

  private static boolean near(JsonNode found, JsonNode known) {
    if (!found.isNumber() || !known.isNumber()) {
      return found.isNull() && known.isNull();
    }
    return Math.abs(found.asDouble() - known.asDouble())
        <= TOLERANCE * Math.max(1, Math.abs(known.asDouble()));
  }

  private static Stream<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false);
  }
}
