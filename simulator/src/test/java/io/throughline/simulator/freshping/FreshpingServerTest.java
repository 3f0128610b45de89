package io.throughline.simulator.freshping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Freshping's list, and the exports of surveys. */
class FreshpingServerTest {
  private static Running company;

  @BeforeAll
  static void start() throws IOException {
    company = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    company.close();
  }

  @Test
  void everyMeasuredServiceHasACheck() throws Exception {
    JsonNode list = company.json("/freshping/api/v1/checks/");
    assertThat(list.path("results")).hasSize(12);
    assertThat(list.path("next").isNull()).isTrue();
    for (JsonNode check : list.path("results")) {
      assertThat(check.path("status").asText())
          .isIn("AV", "NR", "PS", "Under Maintenance", "Pending");
      String path = "/freshping/api/v1/checks/" + check.path("id").asLong() + "/";
      assertThat(company.json(path)).isEqualTo(check);
    }
    assertThat(company.get("/freshping/api/v1/checks/1/").statusCode()).isEqualTo(404);
  }

  @Test
  void theKeyAloneIsNotEnough() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(company.url() + "/freshping/api/v1/checks/"))
            .header("Authorization", "Bearer " + Running.TOKEN)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void exportsHoldEveryAnswerOnceAndRoundsHowManyWereAsked() throws Exception {
    JsonNode surveys = company.json("/surveys");
    assertThat(surveys).hasSize(6);
    for (JsonNode survey : surveys) {
      HttpResponse<String> csv = company.get(survey.path("answers").asText());
      List<String> lines = csv.body().lines().toList();
      JsonNode rounds = company.json(survey.path("rounds").asText());
      assertThat(rounds).isNotEmpty();
      int asked = 0;
      for (JsonNode round : rounds) {
        asked += round.path("invited").asInt();
      }
      assertThat(lines.size()).isBetween(10, asked);
      boolean pmf = survey.path("id").asText().startsWith("pmf-");
      assertThat(lines.getFirst()).startsWith(pmf ? "id,answer," : "id,score,");
      List<String> ids = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        assertThat(cells).hasSize(pmf ? 6 : 5);
        ids.add(cells[0]);
        if (!pmf) {
          assertThat(cells[1]).matches("[1-5]");
        } else {
          assertThat(cells[1])
              .isIn(
                  "Very disappointed",
                  "Somewhat disappointed",
                  "Not disappointed",
                  "No longer use");
        }
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
    assertThat(company.get("/surveys/nps.csv").statusCode()).isEqualTo(404);
    assertThat(new ObjectMapper().readTree(company.get("/surveys/nps").body()).has("message"))
        .isTrue();
  }

  @Test
  void theTruthOfSurveysIsWhatTheLastAnswersSay() throws Exception {
    String range = "&grain=all&from=2026-01-01&to=2026-03-05";
    int good = 0;
    int all = 0;
    for (String id : List.of("csat-route-planner", "csat-web-shop", "csat-fleet-insights")) {
      Map<String, Integer> last = new HashMap<>();
      for (String line : company.get("/surveys/" + id + ".csv").body().lines().skip(1).toList()) {
        String[] cells = line.split(",");
        String sending = "";
        for (JsonNode round : company.json("/surveys/" + id + "/rounds.json")) {
          String sentAt = round.path("sent_at").asText();
          sending = sentAt.compareTo(cells[2]) <= 0 ? sentAt : sending;
        }
        last.put(sending + cells[3], Integer.parseInt(cells[1]));
      }
      all += last.size();
      good += (int) last.values().stream().filter(score -> score >= 4).count();
    }
    JsonNode truth =
        company.json("/simulator/truth/watched?metric=csat" + range).path("items").path(0);
    assertThat(truth.path("n").asInt()).isEqualTo(all).isGreaterThan(100);
    assertThat(truth.path("numerator").asInt()).isEqualTo(good);
    JsonNode fit =
        company.json("/simulator/truth/watched?metric=pmf" + range).path("items").path(0);
    assertThat(fit.path("value").asDouble()).isBetween(15.0, 70.0);
  }
}
