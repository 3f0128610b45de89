package io.throughline.simulator.sonarqube;

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

class SonarQubeServerTest {
  private static final String API = "/sonarqube/api/";
  private static final String TIME = "2\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+0000";
  private static Running sonar;

  @BeforeAll
  static void start() throws IOException {
    sonar = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    sonar.close();
  }

  private static int status(String path, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sonar.url() + API + path))
            .header("Authorization", authorization)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static List<String> projects() throws Exception {
    List<String> keys = new ArrayList<>();
    sonar
        .json(API + "components/search?qualifiers=TRK")
        .path("components")
        .forEach(p -> keys.add(p.path("key").asText()));
    return keys;
  }

  @Test
  void aTokenIsWantedButForTheGreeting() throws Exception {
    assertThat(status("components/search", "Bearer wrong")).isEqualTo(401);
    assertThat(status("components/search", "Basic eDo=")).isEqualTo(401);
    assertThat(status("system/status", "Bearer wrong")).isEqualTo(200);
    assertThat(sonar.json(API + "authentication/validate").path("valid").asBoolean()).isTrue();
    assertThat(sonar.send("GET", API + "nothing/here", null).statusCode()).isEqualTo(404);
    String missing = API + "measures/component?component=no&metricKeys=bugs";
    assertThat(sonar.send("GET", missing, null).statusCode()).isEqualTo(404);
  }

  @Test
  void analysesComeNewestFirstAndTheLatestHasMeasuresAndAGate() throws Exception {
    Set<String> gates = new HashSet<>();
    for (String project : projects()) {
      JsonNode list = sonar.json(API + "project_analyses/search?project=" + project + "&ps=500");
      JsonNode rows = list.path("analyses");
      assertThat(list.at("/paging/total").asInt()).isEqualTo(rows.size()).isPositive();
      String before = "9";
      for (JsonNode row : rows) {
        assertThat(row.path("date").asText()).matches(TIME).isLessThan(before);
        assertThat(row.path("revision").asText()).matches("[0-9a-f]{40}");
        before = row.path("date").asText();
      }
      JsonNode measures =
          sonar
              .json(API + "measures/component?component=" + project + "&metricKeys=bugs,new_lines")
              .at("/component/measures");
      assertThat(measures.at("/0/value").asText()).matches("\\d+");
      assertThat(measures.at("/1/period/value").asText()).matches("\\d+");
      gates.add(
          sonar
              .json(API + "qualitygates/project_status?projectKey=" + project)
              .at("/projectStatus/status")
              .asText());
      sonar
          .json(
              API
                  + "measures/search_history?component="
                  + project
                  + "&metrics=alert_status&ps=1000")
          .at("/measures/0/history")
          .forEach(one -> gates.add(one.path("value").asText()));
    }
    assertThat(gates).contains("OK", "ERROR");
  }

  @Test
  void aSmallChangePassesWithWhatItDoesNotHold() throws Exception {
    int left = 0;
    for (String project : projects()) {
      for (JsonNode pull :
          sonar.json(API + "project_pull_requests/list?project=" + project).path("pullRequests")) {
        String of = "=" + project + "&pullRequest=" + pull.path("key").asText();
        JsonNode gate =
            sonar.json(API + "qualitygates/project_status?projectKey" + of).path("projectStatus");
        JsonNode lines =
            sonar
                .json(API + "measures/component?component" + of + "&metricKeys=new_lines")
                .at("/component/measures/0/period/value");
        if (gate.path("ignoredConditions").asBoolean()) {
          left++;
          assertThat(lines.asInt()).isLessThan(20);
        }
      }
    }
    assertThat(left).isPositive();
  }

  @Test
  void issuesArePagedAndNoSearchTellsMoreThanTenThousand() throws Exception {
    Set<String> statuses = new HashSet<>();
    for (String project : projects()) {
      String search = API + "issues/search?componentKeys=" + project;
      JsonNode page = sonar.json(search + "&s=CREATION_DATE&asc=true&ps=500");
      String before = "";
      for (JsonNode row : page.path("issues")) {
        statuses.add(row.path("issueStatus").asText());
        assertThat(row.path("creationDate").asText()).matches(TIME).isGreaterThanOrEqualTo(before);
        assertThat(row.at("/impacts/0/softwareQuality").asText()).isUpperCase();
        before = row.path("creationDate").asText();
      }
      assertThat(sonar.send("GET", search + "&ps=500&p=21", null).statusCode()).isEqualTo(400);
      assertThat(sonar.send("GET", search + "&ps=501", null).statusCode()).isEqualTo(400);
    }
    assertThat(statuses).contains("OPEN", "FIXED", "ACCEPTED", "FALSE_POSITIVE");
  }

  @Test
  void theHistoryTellsWhatEachAnalysisFoundAndWhenTheServerChangedItsWay() throws Exception {
    String project = projects().getFirst();
    JsonNode history =
        sonar.json(
            API
                + "measures/search_history?ps=1000&metrics=bugs,software_quality_security_rating"
                + "&component="
                + project);
    JsonNode bugs = history.at("/measures/0/history");
    assertThat(bugs.size()).isEqualTo(history.at("/paging/total").asInt());
    assertThat(bugs).allMatch(point -> point.path("value").asText().matches("\\d+"));
    JsonNode newer = history.at("/measures/1/history");
    assertThat(newer.get(0).has("value")).as("from before").isFalse();
    assertThat(newer.get(newer.size() - 1).path("value").asText()).matches("[1-5]\\.0");
    assertThat(sonar.json(API + "v2/clean-code-policy/mode").path("mode").asText())
        .isEqualTo("MQR");
  }

  @Test
  void aWebhookNeedsALongSecret() throws Exception {
    String create = API + "webhooks/create?name=T&url=http://127.0.0.1:1/hooks/x&secret=";
    assertThat(sonar.send("POST", create + "short", "").statusCode()).isEqualTo(400);
    JsonNode made = sonar.post(create + "long-enough-to-be-one", "");
    assertThat(made.at("/webhook/hasSecret").asBoolean()).isTrue();
    assertThat(made.toString()).doesNotContain("long-enough");
  }
}
