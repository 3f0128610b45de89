package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows what broke, how its services answered in every minute that New Relic keeps, and
 * what its users said. The product must find it over HTTP, from the interfaces of PagerDuty and New
 * Relic, and from the exports of surveys that are sent to it.
 */
final class WatchedTruthE2E {
  private static final int WEEKS = 24;
  private static final int MONTHS = 5;

  /** Measurements are kept for two months. */
  private static final int MEASURED_WEEKS = 8;

  /** What breaks. */
  static final List<String> INCIDENTS =
      List.of("incident_count", "incident_count_monitoring", "mttr_incident", "mtta");

  /** What customers report, and what comes of that and of what else is found in production. */
  static final List<String> CUSTOMERS = List.of("customer_incident_count", "optimisation_loop");

  /** What is measured. */
  static final List<String> HEALTH =
      List.of("error_rate", "throughput", "apdex", "latency", "latency_p50", "latency_p99");

  /** What users say. */
  static final List<String> SURVEYS = List.of("csat", "pmf");

  private static final RunningHouse HOUSE = RunningHouse.shared();

  /** Somebody brings the exports, and tells how many were asked. */
  @BeforeAll
  static void bringAnswers() {
    for (JsonNode survey : HOUSE.companyJson("GET", "/surveys")) {
      String path = "/api/v1/surveys/" + survey.path("id").asText();
      for (JsonNode round : HOUSE.companyJson("GET", survey.path("rounds").asText())) {
        post(path + "/rounds", "application/json", round.toString());
      }
      String csv =
          new String(
              HOUSE.companyFile(survey.path("answers").asText()).body(), StandardCharsets.UTF_8);
      JsonNode taken = post(path + "/answers", "text/csv", csv);
      assertThat(taken.toString()).as("answers of %s", path).doesNotContain("\"line\"");
    }
    RunningHouse.await("the answers to be read", () -> HOUSE.isUpToDate());
  }

  private static JsonNode post(String path, String type, String body) {
    HttpResponse<String> answer =
        HOUSE.raw(
            "POST", path, body, "Authorization", "Bearer " + HOUSE.token(), "Content-Type", type);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
    return HOUSE.read(answer.body());
  }

  static List<String> incidents() {
    return INCIDENTS;
  }

  static List<String> customers() {
    return CUSTOMERS;
  }

  static List<String> health() {
    return HEALTH;
  }

  static List<String> surveys() {
    return SURVEYS;
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void theProductFindsWhatBroke(String metric) {
    assertThat(compared(metric, WEEKS, true)).as("outages compared").isGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("customers")
  void theProductFindsWhatCustomersReport(String metric) {
    assertThat(compared(metric, WEEKS, true)).as("findings compared").isGreaterThan(40);
    JsonNode all =
        items(HOUSE.api("/api/v1/metrics/" + metric + "/readings?grain=total&from=" + longAgo()))
            .getFirst();
    if (metric.equals("optimisation_loop")) {
      assertThat(all.path("value").asDouble()).as("some do, some do not").isBetween(5.0, 95.0);
    }
  }

  /** Customers noticed that the data centre was dark, and monitoring had told of the same. */
  @Test
  void whatCustomersReportIsShownAmongTheIncidents() {
    List<JsonNode> reported =
        items(HOUSE.api("/api/v1/incidents?origin=customer&limit=200&from=" + longAgo()));
    assertThat(reported)
        .hasSizeGreaterThan(5)
        .allSatisfy(one -> assertThat(one.path("number").asText()).startsWith("HELP-"));
    List<JsonNode> monitored =
        items(HOUSE.api("/api/v1/incidents?origin=monitoring&limit=200&from=" + longAgo()));
    boolean joined = false;
    for (JsonNode one : monitored) {
      if (one.path("title").asText().contains("dark")) {
        JsonNode detail = HOUSE.api("/api/v1/incidents/" + one.path("id").asText());
        joined |= detail.path("tellings").findValuesAsText("kind").contains("ticket");
      }
    }
    assertThat(joined).as("what PagerDuty and a customer tell of is one").isTrue();
  }

  private static LocalDate longAgo() {
    return LocalDate.ofInstant(HOUSE.moment(), ZoneOffset.UTC).minusWeeks(WEEKS);
  }

  @ParameterizedTest
  @MethodSource("health")
  void theProductFindsWhatWasMeasured(String metric) {
    assertThat(compared(metric, MEASURED_WEEKS, false)).as("hours compared").isGreaterThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("surveys")
  void theProductFindsWhatUsersSaid(String metric) {
    assertThat(compared(metric, WEEKS, true)).as("answers compared").isGreaterThan(200);
  }

  /** Every week, and every month where months are known, of every team and of all together. */
  private static int compared(String metric, int weeks, boolean months) {
    LocalDate today = LocalDate.ofInstant(HOUSE.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    Comparison comparison = new Comparison(false, unit(metric));
    List<String> scopes = new ArrayList<>(List.of(""));
    items(HOUSE.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    for (String scope : scopes) {
      compare(
          metric,
          "grain=week&from=" + monday.minusWeeks(weeks) + "&to=" + monday + scope,
          comparison);
      if (months) {
        compare(
            metric,
            "grain=month&from=" + first.minusMonths(MONTHS) + "&to=" + first + scope,
            comparison);
      }
    }
    System.out.println(metric + ": " + comparison);
    assertThat(comparison.differences()).as("%s in %s", metric, HOUSE).isEmpty();
    return comparison.items();
  }

  private static void compare(String metric, String query, Comparison comparison) {
    List<JsonNode> truths =
        items(HOUSE.companyJson("GET", "/simulator/truth/watched?metric=" + metric + "&" + query));
    List<JsonNode> readings = items(HOUSE.api("/api/v1/metrics/" + metric + "/readings?" + query));
    assertThat(readings).as(query).hasSameSizeAs(truths).isNotEmpty();
    for (int i = 0; i < truths.size(); i++) {
      comparison.add(query, readings.get(i), truths.get(i));
    }
  }

  private static String unit(String metric) {
    return switch (metric) {
      case "mttr_incident" -> "hours";
      case "mtta" -> "minutes";
      default -> "";
    };
  }

  private static List<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
  }
}
