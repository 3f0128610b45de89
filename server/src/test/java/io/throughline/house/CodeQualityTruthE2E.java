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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows what each analysis found, because it made it up. The product must find it over
 * HTTP, from the interface of SonarQube, which changed its way of counting in the middle.
 */
final class CodeQualityTruthE2E {
  private static final int WEEKS = 24;
  private static final int FEW_ITEMS = 300;

  /** SonarQube forgets a pull request thirty days after its last analysis. */
  private static final int WEEKS_OF_CHANGES = 3;

  private static final int FEW_CHANGES = 50;
  private static final int FEW_REPOSITORIES = 10;

  /** What is measured of main branches. */
  static final List<String> METRICS =
      List.of(
          "reliability_rating",
          "security_rating",
          "maintainability_rating",
          "reliability_rating_new",
          "security_rating_new",
          "maintainability_rating_new",
          "hotspots_reviewed",
          "code_issues_accepted",
          "code_vulnerabilities",
          "code_vulnerabilities_high",
          "code_vulnerabilities_new",
          "duplication_new",
          "sonar_gate",
          "unit_coverage_sonar");

  /** What is measured of the first analyses of changes. */
  static final List<String> OF_CHANGES =
      List.of("code_suggestions", "code_suggestions_per_1000_lines");

  /** What is known only from when it was looked at: of the week that is now. */
  static final List<String> OF_NOW = List.of("connected_mode_adoption");

  static List<String> metrics() {
    return METRICS;
  }

  static List<String> ofChanges() {
    return OF_CHANGES;
  }

  static List<String> ofNow() {
    return OF_NOW;
  }

  private final RunningHouse house = RunningHouse.shared();

  @ParameterizedTest
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnowsOfItsCode(String metric) {
    compare(metric, WEEKS, FEW_ITEMS);
  }

  @ParameterizedTest
  @MethodSource("ofChanges")
  void theProductFindsWhatTheFirstScanOfAChangeFound(String metric) {
    compare(metric, WEEKS_OF_CHANGES, FEW_CHANGES);
  }

  @ParameterizedTest
  @MethodSource("ofNow")
  void theProductFindsWhatRepositoriesHoldNow(String metric) {
    compare(metric, 3, FEW_REPOSITORIES, monday().plusWeeks(2));
  }

  private LocalDate monday() {
    return LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12))
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private void compare(String metric, int weeks, int few) {
    compare(metric, weeks, few, monday());
  }

  private void compare(String metric, int weeks, int few, LocalDate monday) {
    String range = "grain=week&from=" + monday.minusWeeks(weeks) + "&to=" + monday;
    Comparison comparison = new Comparison(false, "percent");
    List<String> scopes = new ArrayList<>(List.of(""));
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    for (String scope : scopes) {
      List<JsonNode> truths =
          items(
              house.companyJson(
                  "GET", "/simulator/truth/code?metric=" + metric + "&" + range + scope));
      List<JsonNode> readings =
          items(house.api("/api/v1/metrics/" + metric + "/readings?" + range + scope));
      assertThat(readings).as(scope).hasSameSizeAs(truths).hasSize(weeks);
      for (int i = 0; i < truths.size(); i++) {
        comparison.add("week" + scope, readings.get(i), truths.get(i));
      }
    }
    System.out.println(metric + ": " + comparison);
    assertThat(comparison.differences()).as("%s in %s", metric, house).isEmpty();
    assertThat(comparison.items()).as("items compared").isGreaterThan(few);
  }

  private static List<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
  }
}
