package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows what became of each version that it brought to production. The product must
 * find as much of it as can be known to who looks at Argo CD from this moment on, over HTTP: from
 * GitLab's deployments, Argo CD's last syncs, the GitOps repository and what PagerDuty and New
 * Relic tell of outages, for every team, department and all together, by week and by month.
 */
final class ProductionTruthE2E {
  private static final int WEEKS = 24;
  private static final int MONTHS = 5;

  /** What is compared, and of how many items there must be at least. */
  static final Map<String, Integer> METRICS =
      Map.ofEntries(
          Map.entry("deployment_status", 300),
          Map.entry("deployment_frequency", 300),
          Map.entry("deployment_days", 300),
          Map.entry("change_lead_time", 300),
          Map.entry("deployment_rework_rate", 300),
          Map.entry("change_failure_rate", 300),
          Map.entry("failed_deployment_recovery_time", 20),
          Map.entry("incidents_per_100_deployments", 300),
          Map.entry("deploy_duration", 10),
          Map.entry("automation_level", 50),
          Map.entry("gitops_adoption", 50),
          Map.entry("progressive_adoption", 50),
          Map.entry("progressive_adoption_by_deployment", 10));

  private final RunningHouse house = RunningHouse.shared();

  static List<String> metrics() {
    return METRICS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnows(String metric) {
    // The last week and month that were over everywhere on earth.
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    Comparison comparison = new Comparison(false, unit(metric));
    List<String> scopes = new ArrayList<>(List.of(""));
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    for (String scope : scopes) {
      String weeks = "grain=week&from=" + monday.minusWeeks(WEEKS) + "&to=" + monday + scope;
      String months = "grain=month&from=" + first.minusMonths(MONTHS) + "&to=" + first + scope;
      compare(metric, weeks, comparison);
      compare(metric, months, comparison);
      // Argo CD tells most of what was last. By how much of a week is over is divided by the clock,
      // which stands still for the company alone.
      if (!metric.equals("deployment_frequency") && !metric.equals("deployment_days")) {
        compare(
            metric, "grain=week&from=" + monday + "&to=" + monday.plusWeeks(1) + scope, comparison);
      }
    }
    System.out.println(metric + ": " + comparison);
    assertThat(comparison.differences()).as("%s in %s", metric, house).isEmpty();
    assertThat(comparison.items()).as("items compared").isGreaterThan(METRICS.get(metric));
  }

  @BeforeAll
  static void lookTwice() {
    RunningHouse.shared().lookTwice();
  }

  private String unit(String metric) {
    return items(house.api("/api/v1/metrics")).stream()
        .filter(one -> one.path("id").asText().equals(metric))
        .map(one -> one.path("unit").asText())
        .findFirst()
        .orElseThrow();
  }

  private void compare(String metric, String query, Comparison comparison) {
    List<JsonNode> truths =
        items(
            house.companyJson(
                "GET",
                "/simulator/truth/production?metric="
                    + metric
                    + "&seen="
                    + house.moment()
                    + "&"
                    + query));
    List<JsonNode> readings = items(house.api("/api/v1/metrics/" + metric + "/readings?" + query));
    assertThat(readings).as(query).hasSameSizeAs(truths).isNotEmpty();
    for (int i = 0; i < truths.size(); i++) {
      comparison.add(query, readings.get(i), truths.get(i));
    }
  }

  private static List<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
  }
}
