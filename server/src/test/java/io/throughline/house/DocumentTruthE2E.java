package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The company knows which of its epics got which documents, because it wrote them. The product must
 * find it over HTTP, from the interfaces of Confluence and Jira.
 */
final class DocumentTruthE2E {
  private static final int MONTHS = 5;
  private static final int FEW_ITEMS = 40;

  /** What is measured of documents. */
  static final List<String> METRICS = List.of("prd_count", "prd_coverage", "design_link_coverage");

  /** What the company does not know: {@code DocumentsTest} holds it. */
  static final List<String> UNKNOWN = List.of("prd_to_deep_dive");

  static List<String> metrics() {
    return METRICS;
  }

  private final RunningHouse house = RunningHouse.shared();

  @ParameterizedTest
  @MethodSource("metrics")
  void theProductFindsWhatTheCompanyKnows(String metric) {
    LocalDate first =
        LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12)).withDayOfMonth(1);
    String range = "grain=month&from=" + first.minusMonths(MONTHS) + "&to=" + first;
    Comparison comparison = new Comparison(false, metric.equals("prd_count") ? "count" : "percent");
    List<String> scopes = new ArrayList<>(List.of(""));
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    for (String scope : scopes) {
      List<JsonNode> truths =
          items(
              house.companyJson(
                  "GET", "/simulator/truth/documents?metric=" + metric + "&" + range + scope));
      List<JsonNode> readings =
          items(house.api("/api/v1/metrics/" + metric + "/readings?" + range + scope));
      assertThat(readings).as(scope).hasSameSizeAs(truths).isNotEmpty();
      for (int i = 0; i < truths.size(); i++) {
        comparison.add("month" + scope, readings.get(i), truths.get(i));
      }
    }
    System.out.println(metric + ": " + comparison);
    assertThat(comparison.differences()).as("%s in %s", metric, house).isEmpty();
    assertThat(comparison.items()).as("items compared").isGreaterThan(FEW_ITEMS);
  }

  private static List<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
  }
}
