package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets two weeks pass, and looks at what was told of what broke in them. */
class SubscriptionTest {
  private record Call(
      String path, @Nullable String signature, @Nullable String token, byte[] body) {}

  private final ConcurrentLinkedQueue<Call> got = new ConcurrentLinkedQueue<>();
  @TempDir Path state;

  private void take(HttpExchange exchange) throws IOException {
    got.add(
        new Call(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("X-PagerDuty-Signature"),
            exchange.getRequestHeaders().getFirst("X-Throughline-Token"),
            exchange.getRequestBody().readAllBytes()));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  private List<Call> of(String path) {
    return got.stream().filter(call -> call.path().equals(path)).toList();
  }

  @Test
  void whatBreaksIsToldByAllThreeSystems() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", this::take);
    receiver.start();
    try (Running company = Running.at(Instant.parse("2026-01-30T14:30:00Z"), state, 0)) {
      String base = "http://127.0.0.1:" + receiver.getAddress().getPort();
      for (String system : List.of("pagerduty", "newrelic", "freshping")) {
        String url = URLEncoder.encode(base + "/" + system, StandardCharsets.UTF_8);
        company.post("/simulator/subscribe?system=" + system + "&token=s3&url=" + url);
      }
      assertThat(
              company.send("POST", "/simulator/subscribe?system=x&url=http://a", "").statusCode())
          .isEqualTo(400);
      company.post("/simulator/advance?seconds=" + 14 * 86_400);
      // Calls go out one after another, and what is counted as sent may be behind.
      for (int i = 0;
          i < 200
              && !(states("/freshping").containsAll(List.of("up", "down"))
                  && states("/newrelic").contains("CLOSED")
                  && told("incident.acknowledged")
                  && told("incident.resolved"));
          i++) {
        Thread.sleep(100);
      }
      pagerDuty();
      newRelic();
      freshping();
    } finally {
      receiver.stop(0);
    }
  }

  private void pagerDuty() throws IOException {
    List<String> ids = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Call call : of("/pagerduty")) {
      assertThat(call.signature()).isEqualTo("v1=" + JiraSender.signature("s3", call.body()));
      JsonNode event = new ObjectMapper().readTree(call.body()).path("event");
      ids.add(event.path("id").asText());
      types.add(event.path("event_type").asText());
      boolean whole = event.at("/data/type").asText().equals("incident");
      JsonNode incident = whole ? event.path("data") : event.at("/data/incident");
      assertThat(incident.path("id").asText()).matches("Q[0-9A-F]{13}");
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(types).contains("incident.triggered", "incident.acknowledged", "incident.resolved");
  }

  private void newRelic() throws IOException {
    List<String> states = new ArrayList<>();
    for (Call call : of("/newrelic")) {
      JsonNode issue = new ObjectMapper().readTree(call.body());
      assertThat(call.token()).isEqualTo("s3");
      assertThat(issue.path("kind").asText()).isEqualTo("newrelic.issue");
      assertThat(issue.path("version").asInt()).isEqualTo(1);
      states.add(issue.path("state").asText());
    }
    assertThat(states).contains("ACTIVATED", "CLOSED");
  }

  private boolean told(String event) {
    return of("/pagerduty").stream()
        .anyMatch(call -> new String(call.body(), StandardCharsets.UTF_8).contains(event));
  }

  private List<String> states(String path) throws IOException {
    List<String> states = new ArrayList<>();
    for (Call call : of(path)) {
      states.add(new ObjectMapper().readTree(call.body()).path("state").asText());
    }
    return states;
  }

  private void freshping() throws IOException {
    assertThat(of("/freshping")).allSatisfy(call -> assertThat(call.token()).isEqualTo("s3"));
    assertThat(states("/freshping")).contains("maintenance", "up", "down");
  }
}
