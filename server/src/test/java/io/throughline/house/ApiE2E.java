package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scripts rely on: shapes, errors, and that items reproduce their reading. */
class ApiE2E {
  private final RunningHouse house = RunningHouse.shared();

  @Test
  void theCatalogueNamesEveryMetricOfTheProcess() {
    JsonNode items = house.api("/api/v1/metrics").path("items");

    assertThat(items)
        .anySatisfy(
            m -> {
              assertThat(m.path("id").asText()).isEqualTo("cycle_time");
              assertThat(m.path("implemented").asBoolean()).isTrue();
              assertThat(m.path("phase").asText()).isEqualTo("coding");
              assertThat(m.path("why").asText()).isNotBlank();
              assertThat(m.path("source").asText()).contains("GitLab");
              assertThat(m.path("unit").asText()).isEqualTo("hours");
              assertThat(m.path("version").asInt()).isPositive();
            })
        .anySatisfy(
            m -> {
              assertThat(m.path("id").asText()).isEqualTo("rework_rate");
              assertThat(m.path("implemented").asBoolean()).isFalse();
            });
  }

  @Test
  void observationsReproduceTheirReading() {
    String range = "?from=2025-01-06&to=2027-01-04&grain=total";
    JsonNode reading =
        house.api("/api/v1/metrics/cycle_time/readings" + range).path("items").path(0);
    List<Double> values = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          house.api("/api/v1/metrics/cycle_time/observations" + range + "&limit=500" + cursor);
      page.path("items").forEach(item -> values.add(item.path("value").asDouble()));
      cursor =
          page.path("next").isNull()
              ? null
              : "&cursor="
                  + java.net.URLEncoder.encode(
                      page.path("next").asText(), java.nio.charset.StandardCharsets.UTF_8);
    } while (cursor != null);

    values.sort(null);
    assertThat(values).hasSize(reading.path("n").asInt()).isNotEmpty();
    double place = (values.size() - 1) * 0.5;
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    double median = values.get(below) + (values.get(above) - values.get(below)) * (place - below);
    assertThat(reading.path("p50").asDouble())
        .isCloseTo(median, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void mistakesAreProblemDocuments() {
    assertProblem("/api/v1/metrics/nothing/readings", 404, "nothing");
    assertProblem("/api/v1/metrics/rework_rate/readings", 404, "not implemented yet");
    assertProblem("/api/v1/metrics/cycle_time/readings?from=yesterday", 400, "yesterday");
    assertProblem("/api/v1/metrics/cycle_time/readings?grain=fortnight", 400, "fortnight");
    assertProblem("/api/v1/metrics/cycle_time/readings?team=ghosts", 404, "ghosts");
    assertProblem("/api/v1/metrics/cycle_time/observations?limit=1000000", 400, "limit");
  }

  @Test
  void whatChangesStateNeedsThePrintedToken() {
    String path = "/api/v1/sources/gitlab/collect";
    assertThat(house.raw("POST", path, null).statusCode()).isEqualTo(401);
    assertThat(house.raw("POST", path, null, "Authorization", "Bearer tl_wrong").statusCode())
        .isEqualTo(401);
    assertThat(
            house.raw("POST", path, null, "Authorization", "Bearer " + house.token()).statusCode())
        .isIn(202, 409);
  }

  @Test
  void hooksAreBelievedOnlyWithTheirSecret() {
    String body = "{\"object_kind\":\"nothing\"}";
    String path = house.hookPath();
    assertThat(house.raw("POST", path, body).statusCode()).isEqualTo(401);
    assertThat(house.raw("POST", path, body, "X-Gitlab-Token", "wrong").statusCode())
        .isEqualTo(401);
    assertThat(house.raw("POST", "/hooks/unknown-hook-id-000", body).statusCode()).isEqualTo(404);
    assertThat(house.raw("GET", path, null).statusCode()).isEqualTo(405);
    assertThat(
            house
                .raw(
                    "POST",
                    path,
                    body,
                    "X-Gitlab-Token",
                    house.hookSecret(),
                    "X-Gitlab-Event",
                    "Odd Hook")
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path : List.of("/", "/api/v1/metrics", "/app.css", "/no-such-page")) {
      HttpResponse<String> answer = house.raw("GET", path, null);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options"))
          .as(path)
          .contains("nosniff");
    }
  }

  @Test
  void theOpenApiDocumentAndHealthAnswer() {
    assertThat(house.api("/api/openapi.json").path("openapi").asText()).startsWith("3.1");
    assertThat(house.api("/readyz").path("status").asText()).isEqualTo("UP");
    assertThat(house.raw("GET", "/metrics", null).body()).contains("jvm_memory");
  }

  private void assertProblem(String path, int status, String word) {
    HttpResponse<String> answer = house.raw("GET", path, null);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(path)
        .startsWith("application/problem+json");
    assertThat(answer.body()).as(path).contains(word);
  }
}
