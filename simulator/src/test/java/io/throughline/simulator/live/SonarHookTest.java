package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets some live hours pass, and looks at what SonarQube's webhook told of the analyses. */
class SonarHookTest {
  private record Got(@Nullable String signature, @Nullable String project, byte[] body) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private static final String SECRET = "between-the-two-of-us";
  private static final ConcurrentLinkedQueue<Got> GOT = new ConcurrentLinkedQueue<>();
  private static Running sonar;
  private static HttpServer receiver;

  @BeforeAll
  static void live() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", SonarHookTest::take);
    receiver.start();
    sonar = Running.at(Instant.parse("2026-01-28T08:30:00Z"), null, 1);
    String create =
        "/sonarqube/api/webhooks/create?name=t&secret="
            + SECRET
            + "&url=http://127.0.0.1:"
            + receiver.getAddress().getPort();
    assertThat(sonar.send("POST", create, "").statusCode()).isEqualTo(200);
    sonar.post("/simulator/advance?seconds=14400");
    int seen = -1;
    for (int i = 0; i < 100 && GOT.size() != seen; i++) {
      seen = GOT.size();
      Thread.sleep(300);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    GOT.add(
        new Got(
            exchange.getRequestHeaders().getFirst("X-Sonar-Webhook-HMAC-SHA256"),
            exchange.getRequestHeaders().getFirst("X-SonarQube-Project"),
            body));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @AfterAll
  static void stop() {
    sonar.close();
    receiver.stop(0);
  }

  @Test
  void everyAnalysisIsToldOnceAndSigned() throws IOException {
    assertThat(GOT).hasSizeGreaterThan(20);
    Set<String> tasks = new HashSet<>();
    for (Got got : GOT) {
      assertThat(got.signature()).isEqualTo(JiraSender.signature(SECRET, got.body()));
      assertThat(got.project()).isEqualTo(got.json().at("/project/key").asText());
      assertThat(tasks.add(got.json().get("taskId").asText())).isTrue();
    }
  }

  @Test
  void whatIsToldIsWhatTheInterfaceTells() throws Exception {
    Set<String> types = new HashSet<>();
    int same = 0;
    for (Got got : GOT) {
      JsonNode json = got.json();
      String type = json.at("/branch/type").asText();
      types.add(type);
      String project = json.at("/project/key").asText();
      if (type.equals("BRANCH")) {
        String list = "/sonarqube/api/project_analyses/search?ps=500&project=" + project;
        for (JsonNode row : sonar.json(list).path("analyses")) {
          if (row.path("date").equals(json.path("analysedAt"))) {
            same++;
            assertThat(row.path("revision")).isEqualTo(json.path("revision"));
          }
        }
      } else {
        String history =
            "/sonarqube/api/measures/search_history?ps=1000&metrics=new_lines&component="
                + project
                + "&pullRequest="
                + json.at("/branch/name").asText();
        for (JsonNode point : sonar.json(history).at("/measures/0/history")) {
          same += point.path("date").equals(json.path("analysedAt")) ? 1 : 0;
        }
      }
    }
    assertThat(types).containsExactlyInAnyOrder("BRANCH", "PULL_REQUEST");
    assertThat(same).isEqualTo(GOT.size());
  }
}
