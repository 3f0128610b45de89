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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a service be changed, and looks at what Argo CD and GitLab told of its deployment. */
class ArgoCdHookTest {
  private record Call(String event, String token, byte[] body) {}

  private final ConcurrentLinkedQueue<Call> got = new ConcurrentLinkedQueue<>();
  @TempDir Path state;

  private void take(HttpExchange exchange) throws IOException {
    String event = String.valueOf(exchange.getRequestHeaders().getFirst("X-Gitlab-Event"));
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Throughline-Token"));
    got.add(new Call(event, token, exchange.getRequestBody().readAllBytes()));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @Test
  void aDeploymentIsToldWhenItIsHealthyAndItsCommitBefore() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", this::take);
    receiver.start();
    try (Running company = Running.at(Instant.parse("2026-01-30T14:30:00Z"), state, 0)) {
      String base = "http://127.0.0.1:" + receiver.getAddress().getPort();
      company.post("/simulator/argocd-notification?token=s3&url=" + encoded(base + "/argo"));
      company.post(
          "/api/v4/groups/brightwater/hooks", "{\"url\":\"" + base + "/git\",\"token\":\"t\"}");
      String sha =
          company.post("/simulator/emit?project=web-shop").path("merge_commit_sha").asText();
      company.post("/simulator/advance?seconds=1200");
      List<JsonNode> bodies = new ArrayList<>();
      for (int i = 0; i < 100 && bodies.size() < 3; i++) {
        Thread.sleep(100);
        bodies = ofShop();
      }
      assertThat(bodies)
          .extracting(b -> b.path("name").asText())
          .contains("web-shop-eu", "web-shop-in", "web-shop-us");
      for (JsonNode body : bodies) {
        assertThat(body.path("kind").asText()).isEqualTo("argocd.application");
        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.path("controllerNamespace").asText()).isEqualTo("argocd");
        assertThat(body.path("argocdUrl").asText()).isEqualTo(company.url() + "/argocd");
        assertThat(body.at("/operation/startedAt").asText()).isNotEmpty();
        assertThat(body.path("history")).isNotEmpty();
        String images = body.path("images").toString();
        assertThat(images).contains(sha.substring(0, 8));
        assertThat(
                company
                    .json("/argocd/api/v1/applications/" + body.path("name").asText())
                    .at("/status/history")
                    .size())
            .isLessThanOrEqualTo(10);
      }
      assertThat(got)
          .filteredOn(call -> call.event().equals("null"))
          .allMatch(call -> call.token().equals("s3"));
      assertThat(got)
          .filteredOn(call -> call.event().equals("Push Hook"))
          .extracting(call -> new String(call.body(), StandardCharsets.UTF_8))
          .anyMatch(text -> text.contains("brightwater/gitops") && text.contains("web-shop:"));
    } finally {
      receiver.stop(0);
    }
  }

  private List<JsonNode> ofShop() throws IOException {
    List<JsonNode> out = new ArrayList<>();
    for (Call call : got) {
      JsonNode body = new ObjectMapper().readTree(call.body());
      if (body.path("name").asText().startsWith("web-shop")) {
        out.add(body);
      }
    }
    return out;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
