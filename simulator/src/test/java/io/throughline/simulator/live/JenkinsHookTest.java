package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a service be changed, and looks at what Jenkins told of its builds. */
class JenkinsHookTest {
  private final ConcurrentLinkedQueue<byte[]> got = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> queries = new ConcurrentLinkedQueue<>();
  @TempDir Path state;

  private void take(HttpExchange exchange) throws IOException {
    got.add(exchange.getRequestBody().readAllBytes());
    queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @Test
  void everyBuildIsToldInItsPhasesAndIsThereWhenItIsAskedFor() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", this::take);
    receiver.start();
    try (Running company = Running.at(Instant.parse("2026-01-30T14:30:00Z"), state, 0)) {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?secret=s";
      company.post(
          "/simulator/jenkins-notification?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
      company.post("/simulator/emit?project=alerting");
      company.post("/simulator/advance?seconds=600");
      Map<String, List<String>> phases = new TreeMap<>();
      for (int i = 0; i < 100 && told(phases) < 4; i++) {
        Thread.sleep(100);
      }
      assertThat(queries).isNotEmpty().allMatch("secret=s"::equals);
      String main =
          phases.keySet().stream()
              .filter(path -> path.contains("/job/main/"))
              .findFirst()
              .orElseThrow();
      assertThat(phases.get(main)).containsExactly("QUEUED", "STARTED", "COMPLETED", "FINALIZED");
      JsonNode build = company.json("/jenkins/" + main + "api/json");
      assertThat(build.path("result").asText()).isEqualTo("SUCCESS");
      assertThat(URI.create(build.path("url").asText()).getPath()).isEqualTo("/jenkins/" + main);
    } finally {
      receiver.stop(0);
    }
  }

  /** How many phases of builds of the default branch came, by the address of the build. */
  private int told(Map<String, List<String>> phases) throws IOException {
    phases.clear();
    for (byte[] body : got) {
      JsonNode build = new ObjectMapper().readTree(body).path("build");
      phases
          .computeIfAbsent(build.path("url").asText(), url -> new ArrayList<>())
          .add(build.path("phase").asText());
    }
    return phases.entrySet().stream()
        .filter(e -> e.getKey().contains("/job/main/"))
        .mapToInt(e -> e.getValue().size())
        .sum();
  }
}
