package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The make-believe company knows the true value of every metric from its own world; the product
 * must find it over HTTP: for every metric of its catalogue, for every team, department and for all
 * together, by week and by month. A metric that the company does not know fails.
 */
class TruthE2E {
  private static final int WEEKS = 24;
  private static final int MONTHS = 5;

  /** Fewer would not say much; the world holds twice as many. */
  private static final int FEW_ITEMS = 1_000;

  /**
   * What the company's production tells. {@link ProductionTruthE2E} compares its part of them;
   * golden cases and oracles hold the others, of which the company keeps no truth.
   */
  private static final List<String> PRODUCTION =
      List.of(
          "automation_level",
          "change_failure_rate",
          "change_lead_time",
          "csat_response_rate",
          "deploy_duration",
          "deploy_impact_error_rate",
          "deploy_impact_latency",
          "deploy_impact_resource",
          "deploy_impact_throughput",
          "deploy_paused",
          "deployment_days",
          "deployment_frequency",
          "deployment_rework_rate",
          "deployment_status",
          "dora_score",
          "error_budget_left",
          "escaped_defect_by_gate",
          "failed_deployment_recovery_time",
          "failed_deployment_recovery_time_from_detection",
          "gitops_adoption",
          "incidents_per_100_deployments",
          "mttr_change_caused",
          "mttr_incident_mean",
          "mttr_other",
          "on_call_interruptions",
          "out_of_memory_kills",
          "pmf_all_users",
          "pmf_response_rate",
          "progressive_adoption",
          "progressive_adoption_by_deployment",
          "progressive_adoption_with_analysis",
          "resource_usage",
          "resource_usage_hours",
          "resource_usage_memory",
          "resource_usage_memory_of_limit",
          "resource_usage_of_limit",
          "resource_usage_per_1000_requests",
          "throughput_peak",
          "uptime_weighted");

  /** Compared by sprints, or of documents or of code. */
  private static final Set<String> ELSEWHERE =
      Stream.of(
              SprintTruthE2E.METRICS,
              SprintTruthE2E.OTHERS,
              DocumentTruthE2E.METRICS,
              DocumentTruthE2E.UNKNOWN,
              CodeQualityTruthE2E.METRICS,
              CodeQualityTruthE2E.OF_CHANGES,
              CodeQualityTruthE2E.OF_NOW,
              GateTruthE2E.METRICS,
              WatchedTruthE2E.INCIDENTS,
              WatchedTruthE2E.HEALTH,
              WatchedTruthE2E.SURVEYS,
              UptimeTruthE2E.METRICS,
              WatchedTruthE2E.CUSTOMERS,
              PRODUCTION)
          .flatMap(List::stream)
          .collect(Collectors.toSet());

  /** Of what is measured of each phase, the ones of which the company's tickets tell most. */
  private static final List<String> PHASES = List.of("deep-dive", "coding", "deployment");

  private final RunningHouse house = RunningHouse.shared();

  /**
   * A metric of the catalogue.
   *
   * @param part empty, or the one part of it that is asked for
   */
  record Metric(String id, String part, String unit, boolean people) {
    @Override
    public String toString() {
      return part.isEmpty() ? id : id + " of " + part;
    }
  }

  static Stream<Metric> metrics() {
    return items(RunningHouse.shared().api("/api/v1/metrics"))
        .filter(metric -> metric.path("implemented").asBoolean())
        .filter(metric -> !ELSEWHERE.contains(metric.path("id").asText()))
        .flatMap(TruthE2E::metrics);
  }

  private static Stream<Metric> metrics(JsonNode metric) {
    String id = metric.path("id").asText();
    List<String> parts = new ArrayList<>(List.of(""));
    if (id.equals("phase_duration") || id.equals("output_conformance")) {
      parts.addAll(PHASES);
    }
    return parts.stream()
        .map(
            part ->
                new Metric(
                    id, part, metric.path("unit").asText(), metric.path("people").asBoolean()));
  }

  /** What ends in production is true once all is read that Argo CD tells of it. */
  @BeforeAll
  static void lookTwice() {
    RunningHouse.shared().lookTwice();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnows(Metric metric) {
    // The last week and month that were over everywhere on earth.
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    Comparison comparison = new Comparison(metric.people(), metric.unit());
    List<String> scopes = scopes();

    for (String scope : scopes) {
      compare(metric, scope, "week", monday.minusWeeks(WEEKS), monday, WEEKS, comparison);
      compare(metric, scope, "month", first.minusMonths(MONTHS), first, MONTHS, comparison);
    }

    System.out.println(metric + ": " + comparison + " of " + scopes.size() + " scopes");
    assertThat(comparison.differences()).as("%s in %s", metric, house).isEmpty();
    assertThat(comparison.periods())
        .as("weeks and months compared")
        .isEqualTo(scopes.size() * (WEEKS + MONTHS));
    assertThat(comparison.items()).as("items compared").isGreaterThan(FEW_ITEMS);
    assertThat(comparison.withheld() > 0)
        .as("something is withheld, and only of people")
        .isEqualTo(metric.people());
  }

  /** What people worked on is told by part as well. */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "investment_balance, bugs",
    "investment_balance, support",
    "investment_balance, debt",
    "investment_balance, uncategorised",
    "initiative_cost, none"
  })
  void theProductFindsTheParts(String id, String part) {
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Metric metric = new Metric(id, part, "", true);
    Comparison comparison = new Comparison(true, "");
    for (String scope : scopes()) {
      compare(metric, scope, "week", monday.minusWeeks(WEEKS), monday, WEEKS, comparison);
    }
    assertThat(comparison.differences()).as("%s of %s in %s", metric, part, house).isEmpty();
    assertThat(comparison.items()).as("days compared").isGreaterThan(FEW_ITEMS);
    JsonNode found =
        house.api(
            "/api/v1/metrics/"
                + id
                + "/readings?grain=total&from="
                + monday.minusWeeks(WEEKS)
                + "&to="
                + monday
                + "&part="
                + part);
    assertThat(found.path("items").path(0).path("numerator").asDouble())
        .as("the company does all kinds of work")
        .isPositive();
  }

  /** Every team and department, and at last everyone, as the part of a query that asks for it. */
  private List<String> scopes() {
    List<String> scopes = new ArrayList<>();
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    assertThat(scopes).as("teams").hasSizeGreaterThan(5);
    scopes.add("");
    return scopes;
  }

  private void compare(
      Metric metric,
      String scope,
      String grain,
      LocalDate from,
      LocalDate to,
      int periods,
      Comparison comparison) {
    String query = "grain=" + grain + "&from=" + from + "&to=" + to + scope;
    query = metric.part().isEmpty() ? query : query + "&part=" + metric.part();
    List<JsonNode> truths =
        items(
                house.companyJson(
                    "GET",
                    "/simulator/truth?metric="
                        + metric.id()
                        + "&argo="
                        + house.moment()
                        + "&"
                        + query))
            .toList();
    List<JsonNode> readings =
        items(house.api("/api/v1/metrics/" + metric.id() + "/readings?" + query)).toList();

    assertThat(truths).as("truths of %s", query).hasSize(periods);
    assertThat(readings).as("readings of %s", query).hasSize(periods);
    for (int i = 0; i < periods; i++) {
      comparison.add(grain + scope, readings.get(i), truths.get(i));
    }
  }

  private static Stream<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false);
  }
}
