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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates over the API of the make-believe house. Nothing is changed by it, so it asks no token. */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class GatesApiTest {
  private static final String BASELINE = "/api/v1/gates/baseline?service=";
  private static final String RELEASED = "9b1f0c27d3".repeat(4);

  @TestHTTPResource URI home;

  @Test
  void theLastReleaseTellsWhatItsLoadTestMeasured() throws Exception {
    JsonNode last = json(BASELINE + "payments");
    assertThat(last.path("service").asText()).isEqualTo("payments");
    assertThat(last.path("commit").asText()).isEqualTo(RELEASED);
    assertThat(last.path("releasedAt").asText()).endsWith("Z");
    assertThat(last.path("p95").asDouble()).isEqualTo(412.5);
    assertThat(last.path("users").asInt()).isEqualTo(20);
    assertThat(last.path("window").asText()).isEqualTo("after 60 s, for 600 s");
    assertThat(last.path("transactions")).hasSize(1);
    assertThat(last.path("transactions").path(0).path("name").asText()).isEqualTo("POST /captures");
    assertThat(last.path("transactions").path(0).path("p95").asDouble()).isEqualTo(512);
  }

  /** A commit is whole in whatever letters, and no release before itself. */
  @Test
  void withoutAReleaseNothingIsMadeUp() throws Exception {
    for (String none :
        new String[] {"ledger", "payments&commit=" + RELEASED, "payments&commit=" + upper()}) {
      JsonNode answer = json(BASELINE + none);
      assertThat(answer.path("commit").isNull()).as(none).isTrue();
      assertThat(answer.path("p95").isNull()).as("no data is not 0").isTrue();
      assertThat(answer.path("transactions").isEmpty()).isTrue();
    }
    assertThat(json(BASELINE + "payments&commit=").path("commit").asText()).isEqualTo(RELEASED);
  }

  private static String upper() {
    return RELEASED.toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/gates/baseline, 400, service",
    "/api/v1/gates/baseline?service=, 400, service",
    "/api/v1/gates/baseline?service=ghost, 404, ghost",
    "/api/v1/gates/baseline?service=payments&commit=9b1f, 400, digits",
    "/api/v1/gates/baseline?service=payments&commit=%3Cscript%3E, 400, digits"
  })
  void mistakesAreProblemDocuments(String path, int status, String word) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(word);
  }

  @Test
  void aCellTellsWhoAnswersUntilWhen() throws Exception {
    JsonNode cells =
        json("/api/v1/gates?branches=0").path("services").path(1).path("running").path("cells");
    JsonNode ended = cells.path(6);
    assertThat(ended.path("verdict").asText()).isEqualTo("waiver_ended");
    assertThat(ended.path("waiver").path("owner").asText()).isEqualTo("ana");
    assertThat(ended.path("waiver").path("reason").asText()).isEqualTo("the tool is replaced");
    assertThat(ended.path("waiver").path("until").asText()).endsWith("Z");
    assertThat(cells.path(0).path("waiver").isNull()).isTrue();
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
