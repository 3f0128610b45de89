package io.throughline.simulator.qmetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QMetryServerTest {
  private static final String REST = "/qmetry/rest/api/latest/";
  private static final String TIME = "\\d{2}/[A-Z][a-z]{2}/2\\d{3} \\d{2}:\\d{2}";
  private static Running qmetry;

  @BeforeAll
  static void start() throws IOException {
    qmetry = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    qmetry.close();
  }

  private static List<JsonNode> all(String path, String body) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    while (true) {
      JsonNode page = qmetry.post(REST + path + "?maxResults=20&startAt=" + rows.size(), body);
      page.path("data").forEach(rows::add);
      assertThat(page.path("startAt").isInt()).as("%s", page).isTrue();
      if (rows.size() >= page.path("total").asInt()) {
        return rows;
      }
    }
  }

  private static List<JsonNode> projects() throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    qmetry.post(REST + "projects", "{\"qmetryEnabled\":true}").path("data").forEach(rows::add);
    return rows;
  }

  private static String of(JsonNode project) {
    return "{\"filter\":{\"projectId\":" + project.path("id").asLong() + "}}";
  }

  @Test
  void anApiKeyIsWanted() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(qmetry.url() + REST + "projects"))
            .header("apiKey", "wrong")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    assertThat(qmetry.send("GET", REST + "people", null).statusCode()).isEqualTo(404);
    assertThat(qmetry.send("POST", REST + "testcases/search", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void testCasesAreLinkedToTicketsThatJiraHas() throws Exception {
    JsonNode project = projects().getFirst();
    List<JsonNode> cases = all("testcases/search", of(project));
    assertThat(cases).hasSizeGreaterThan(20);
    assertThat(cases).extracting(row -> row.path("id").asText()).doesNotHaveDuplicates();
    assertThat(cases).extracting(row -> row.at("/status/name").asText()).contains("Draft", "Done");
    assertThat(cases).allMatch(row -> row.at("/created/createdOn").asText().matches(TIME));
    for (JsonNode row : cases.subList(0, 20)) {
      JsonNode links = qmetry.json(REST + "testcases/" + row.path("id").asText() + "/requirements");
      assertThat(links.path("total").asInt()).isEqualTo(1);
      String key = links.at("/data/0/key").asText();
      JsonNode issue = qmetry.json("/jira/rest/api/3/issue/" + key);
      assertThat(issue.path("id").asText()).isEqualTo(links.at("/data/0/id").asText());
    }
  }

  @Test
  void testCasesComeInTheOrderThatIsAskedFor() throws Exception {
    String path = REST + "testcases/search?maxResults=500&sort=created:asc";
    JsonNode page = qmetry.post(path, of(projects().getFirst()));
    assertThat(page.path("data")).as("no more than fifty").hasSizeLessThanOrEqualTo(50);
    JsonNode last = qmetry.post(path.replace("asc", "desc"), of(projects().getFirst()));
    assertThat(last.at("/data/0/id")).isNotEqualTo(page.at("/data/0/id"));
  }

  @Test
  void cyclesHaveRunsSomeOfWhichAreStillToCome() throws Exception {
    Set<String> results = new HashSet<>();
    int cycles = 0;
    for (JsonNode project : projects()) {
      for (JsonNode cycle : all("testcycles/search", of(project))) {
        cycles++;
        String runs = "testcycles/" + cycle.path("id").asText() + "/testcases/search";
        for (JsonNode row : all(runs, "{\"filter\":{}}")) {
          String result = row.at("/executionResult/name").asText();
          results.add(result);
          assertThat(row.path("executed").isMissingNode()).isEqualTo("Not Executed".equals(result));
          assertThat(row.path("testCaseExecutionId").asLong()).isPositive();
        }
      }
    }
    assertThat(cycles).isGreaterThan(5);
    assertThat(results).contains("Pass", "Fail", "Blocked", "Not Executed");
  }
}
