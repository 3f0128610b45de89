package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sprints and boards over the API of the make-believe house. */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class SprintApiTest {
  @TestHTTPResource URI home;

  @Test
  void sprintsComeInPages() throws Exception {
    JsonNode page = json("/api/v1/sprints?team=payments&limit=2");
    assertThat(page.path("items")).hasSize(2);
    assertThat(page.path("items").path(0).path("id").asText()).isEqualTo("12");
    assertThat(page.path("next").asText()).isEqualTo("11");
    assertThat(json("/api/v1/sprints").path("next").isNull()).isTrue();
  }

  @Test
  void aSprintCarriesItsNumbersAndNobody() throws Exception {
    JsonNode sprint = json("/api/v1/sprints/11");
    JsonNode book = sprint.path("book");
    assertThat(book.path("sets").path("committed").path("estimate").asDouble()).isEqualTo(16);
    assertThat(book.path("burnUp")).hasSize(5);
    assertThat(book.path("events").path(0).path("what").asText()).isEqualTo("added");
    assertThat(sprint.path("forecast").path("remaining").asInt()).isEqualTo(3);
    assertThat(sprint.path("forecast").path("chance").asDouble()).isBetween(0.01, 0.99);
    assertThat(sprint.toString()).doesNotContainIgnoringCase("assignee").doesNotContain("person");
  }

  @Test
  void aBoardWithoutAHistorySaysWhyThereIsNoForecast() throws Exception {
    assertThat(json("/api/v1/boards/7").path("forecast")).hasSize(3);
    JsonNode young = json("/api/v1/boards/8");
    assertThat(young.path("forecast")).isEmpty();
    assertThat(young.path("none").asText()).isEqualTo("FEW_DAYS");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/sprints/4711, 404, 4711",
    "/api/v1/boards/4711, 404, 4711",
    "/api/v1/sprints/eleven, 400, eleven",
    "/api/v1/sprints?board=x, 400, board",
    "/api/v1/sprints?limit=0, 400, limit",
    "/api/v1/sprints?from=yesterday, 400, yesterday",
    "/api/v1/sprints?from=2026-02-01&to=2026-01-01, 400, before",
    "/api/v1/sprints?cursor=4711, 400, cursor"
  })
  void mistakesAreProblemDocuments(String path, int status, String word) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(word);
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(home.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
