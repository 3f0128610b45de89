package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The make-believe company knows the true value of every metric from its own world; the product
 * must find it over HTTP, for every team and week.
 */
class TruthE2E {
  private static final double TOLERANCE = 1e-6;
  private static final int WEEKS = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cycle_time",
        "coding_time",
        "pickup_time",
        "review_time",
        "deploy_time",
        "time_to_merge",
        "review_reaction_time",
        "mr_count_per_contributor",
        "mr_size",
        "mr_comment_count",
        "unreviewed_merge_rate",
        "review_rounds",
        "mr_closure_ratio",
        "abandonment_rate",
        "revert_rate",
        "ai_share",
        "pipeline_duration",
        "pipeline_success"
      })
  void theProductFindsWhatTheCompanyKnows(String metric) {
    RunningHouse house = RunningHouse.shared();
    LocalDate monday = LocalDate.now(java.time.ZoneOffset.UTC).with(java.time.DayOfWeek.MONDAY);
    String range = "&from=" + monday.minusWeeks(WEEKS) + "&to=" + monday + "&grain=week";
    List<String> differences = new ArrayList<>();
    int compared = 0;

    for (JsonNode team : house.api("/api/v1/teams").path("items")) {
      String id = team.path("id").asText();
      Map<String, JsonNode> truths = new HashMap<>();
      house
          .companyJson("GET", "/simulator/truth?metric=" + metric + "&team=" + id + range)
          .path("items")
          .forEach(truth -> truths.put(truth.path("from").asText(), truth));
      for (JsonNode reading :
          house.api("/api/v1/metrics/" + metric + "/readings?team=" + id + range).path("items")) {
        JsonNode truth = truths.get(reading.path("from").asText());
        assertThat(truth).as("a truth for %s %s", id, reading.path("from")).isNotNull();
        if (reading.path("doubt").asText().equals("WITHHELD")) {
          continue;
        }
        compared += truth.path("n").asInt();
        for (String field :
            List.of("value", "p50", "p75", "p90", "numerator", "denominator", "n")) {
          if (!equal(reading.path(field), truth.path(field))) {
            differences.add(
                "%s %s %s: product %s, truth %s"
                    .formatted(
                        id,
                        reading.path("from").asText(),
                        field,
                        reading.path(field),
                        truth.path(field)));
          }
        }
      }
    }

    assertThat(compared).as("items compared").isPositive();
    assertThat(differences).isEmpty();
  }

  private static boolean equal(JsonNode product, JsonNode truth) {
    if (truth.isMissingNode() || truth.isNull() || product.isNull() || product.isMissingNode()) {
      return (truth.isNull() || truth.isMissingNode())
          == (product.isNull() || product.isMissingNode());
    }
    double scale = Math.max(1, Math.abs(truth.asDouble()));
    return Math.abs(product.asDouble() - truth.asDouble()) <= TOLERANCE * scale;
  }
}
