package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows how each of its builds was judged, because it judged them. The product must
 * find it over HTTP, from the artifacts of GitLab's jobs, for every team, department and all
 * together, by week and by month.
 */
final class GateTruthE2E {
  private static final int WEEKS = 24;
  private static final int MONTHS = 5;
  private static final int FEW_ITEMS = 100;

  /** What gates say. */
  static final List<String> METRICS =
      List.of(
          "unit_coverage",
          "unit_coverage_branch",
          "unit_coverage_new",
          "functional_pass_rate",
          "functional_flaky_rate",
          "api_functional_coverage",
          "api_status_coverage",
          "load_p95",
          "load_error_rate",
          "load_result",
          "container_vulns",
          "container_vulns_critical_high",
          "container_vulns_fixable",
          "container_vuln_age",
          "api_security_findings",
          "api_security_findings_critical_high",
          "gate_coverage",
          "gate_first_pass",
          "gate_pass_rate",
          "gate_bypass_rate",
          "gate_bypass_unwaived");

  private final RunningHouse house = RunningHouse.shared();

  static List<String> metrics() {
    return METRICS;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnows(String metric) {
    // The last week and month that were over everywhere on earth.
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    Comparison comparison = new Comparison(false, "");
    List<String> scopes = new ArrayList<>(List.of(""));
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    for (String scope : scopes) {
      String weeks = "grain=week&from=" + monday.minusWeeks(WEEKS) + "&to=" + monday + scope;
      String months = "grain=month&from=" + first.minusMonths(MONTHS) + "&to=" + first + scope;
      compare(metric, weeks, comparison);
      compare(metric, months, comparison);
    }
    System.out.println(metric + ": " + comparison);
    assertThat(comparison.differences()).as("%s in %s", metric, house).isEmpty();
    assertThat(comparison.items()).as("items compared").isGreaterThan(FEW_ITEMS);
  }

  /**
   * What Argo CD brought to production is judged like everything else: what runs is what it says,
   * and who looks at GitLab alone counts other deployments.
   */
  @Test
  void servicesOfArgoCdAreJudgedByWhatItBrings() {
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    int brought = 0;
    for (JsonNode service : items(house.api("/api/v1/gates?branches=0"), "services")) {
      JsonNode running = service.path("running");
      String query = "service=%s&from=%s&to=%s&limit=100";
      List<JsonNode> deployments =
          items(
              house.api(
                  "/api/v1/deployments?"
                      + query.formatted(
                          service.path("id").asText(), today.minusDays(120), today.plusDays(2))));
      // What runs is the newest one of all that came to run, whoever tells of it.
      for (JsonNode one : deployments) {
        boolean argo = one.path("via").asText().equals("argocd");
        if (argo && one.path("endedAt").equals(running.path("at"))) {
          brought++;
          assertThat(running.path("sha").asText())
              .isEqualTo(one.path("commit").asText())
              .matches("[0-9a-f]{40}");
          assertThat(running.path("cells").findValuesAsText("verdict"))
              .containsAnyOf("pass", "fail", "waived", "missing", "no_data");
        }
      }
    }
    assertThat(brought).as("services of which Argo CD says what runs").isGreaterThan(2);
    String range = "gate_bypass_rate&grain=month&from=" + today.minusMonths(1) + "&to=" + today;
    String seen = "&seen=" + house.moment();
    assertThat(house.companyJson("GET", "/simulator/truth/gates?metric=" + range + seen))
        .isNotEqualTo(
            house.companyJson(
                "GET", "/simulator/truth/gates?metric=" + range + seen + "&argocd=false"));
  }

  /** What is told apart can be asked for alone. */
  @ParameterizedTest
  @CsvSource({
    "gate_pass_rate, unit-test",
    "gate_pass_rate, container-analysis",
    "container_vulns, medium",
    "api_security_findings, low",
    "load_p95, Search"
  })
  void theProductFindsTheParts(String metric, String part) {
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Comparison comparison = new Comparison(false, "");
    String range = "grain=week&from=" + monday.minusWeeks(WEEKS) + "&to=" + monday;
    compare(metric, range + "&part=" + part, comparison);
    assertThat(comparison.differences()).as("%s of %s in %s", metric, part, house).isEmpty();
    assertThat(comparison.items()).as("items compared").isGreaterThan(FEW_ITEMS);
  }

  /** What the company's pipelines leave behind is what the product knows how to read. */
  @Test
  void noEvidenceIsLost() {
    assertThat(items(house.api("/api/v1/sources/gitlab/dead-letters")))
        .filteredOn(letter -> letter.path("kind").asText().equals("gate_evidence"))
        .isEmpty();
    List<String> notices = new ArrayList<>();
    house
        .api("/api/v1/sources/gitlab")
        .path("status")
        .path("notices")
        .forEach(notice -> notices.add(notice.toString()));
    assertThat(notices)
        .as("what has expired is told")
        .anyMatch(notice -> notice.contains("gates.json"));
  }

  private void compare(String metric, String query, Comparison comparison) {
    List<JsonNode> truths =
        items(
            house.companyJson(
                "GET",
                "/simulator/truth/gates?metric="
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
    return items(answer, "items");
  }

  private static List<JsonNode> items(JsonNode answer, String list) {
    return StreamSupport.stream(answer.path(list).spliterator(), false).toList();
  }
}
