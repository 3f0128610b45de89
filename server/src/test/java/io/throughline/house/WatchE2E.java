package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A company of its own, whose clock moves when it is told to, and a product that polls its Argo CD
 * once an hour: what is known sooner came over the open connection.
 */
final class WatchE2E {
  private static final String TOKEN = "end-to-end-token";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private URI company = URI.create("http://127.0.0.1/");
  private URI pages = URI.create("http://127.0.0.1/");

  private JsonNode send(String method, URI address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(1))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + TOKEN)
            .header("Accept", "application/json")
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(address + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode argo() throws Exception {
    return send("GET", pages.resolve("/api/v1/sources/argocd"));
  }

  private boolean isConnected() {
    try {
      return argo().at("/listening/connected").asBoolean();
    } catch (Exception e) {
      return false; // not up yet; the caller asks again until its patience ends
    }
  }

  /** When the last sync of each application began; those that only put back are left out. */
  private Map<String, Instant> syncs() throws Exception {
    Map<String, Instant> found = new HashMap<>();
    for (JsonNode app : send("GET", company.resolve("/argocd/api/v1/applications")).path("items")) {
      JsonNode last = app.at("/status/operationState");
      if (last.has("startedAt")
          && last.at("/operation/sync/autoHealAttemptsCount").isMissingNode()) {
        found.put(
            app.at("/metadata/name").asText(), Instant.parse(last.path("startedAt").asText()));
      }
    }
    return found;
  }

  private boolean isKnown(Instant sync) throws Exception {
    String list =
        "/api/v1/deployments?from="
            + sync.minus(1, ChronoUnit.DAYS).toString().substring(0, 10)
            + "&to="
            + sync.plus(2, ChronoUnit.DAYS).toString().substring(0, 10);
    for (JsonNode one : send("GET", pages.resolve(list)).path("items")) {
      String id = one.path("id").asText();
      JsonNode parts = send("GET", pages.resolve("/api/v1/deployments/" + id)).path("parts");
      for (JsonNode part : parts) {
        if (part.hasNonNull("startedAt")
            && Instant.parse(part.path("startedAt").asText()).equals(sync)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aSyncIsKnownWithinTwoSecondsWithoutWaitingForTheNextPoll() throws Exception {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(6, ChronoUnit.DAYS);
    Process simulator = company(begin);
    Process server = product();
    try {
      RunningHouse.await("the connection to Argo CD", this::isConnected);
      String read = argo().at("/status/lastSuccess").asText();
      Map<String, Instant> before = syncs();
      Map.Entry<String, Instant> fresh = null;
      for (int i = 0; fresh == null && i < 700; i++) {
        send("POST", company.resolve("/simulator/advance?seconds=600"));
        for (Map.Entry<String, Instant> now : syncs().entrySet()) {
          if (!now.getValue().equals(before.get(now.getKey()))) {
            fresh = now;
          }
        }
      }
      assertThat(fresh).as("a sync in five days").isNotNull();
      long start = System.nanoTime();
      while (!isKnown(fresh.getValue())) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON.multipliedBy(10));
        Thread.sleep(50);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.println(fresh + " was known after " + took.toMillis() + " ms");
      assertThat(took).isLessThan(SOON);
      assertThat(argo().at("/status/lastSuccess").asText())
          .as("nothing was polled")
          .isEqualTo(read);
      assertThat(argo().at("/listening/lastEvent").asText()).isNotEmpty();
      server.destroy();
      assertThat(server.waitFor(15, TimeUnit.SECONDS)).as("ends in order").isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
      simulator.destroyForcibly();
    }
  }

  private Process company(Instant begin) throws Exception {
    Process simulator =
        RunningHouse.launch(
            List.of(
                "-Xmx300m",
                "-jar",
                RunningHouse.jar("../simulator/target/throughline-simulator.jar"),
                "serve",
                "--port",
                "0",
                "--seed",
                "7",
                "--now",
                begin.toString(),
                "--scale",
                "0.12",
                "--months",
                "2",
                "--freeze",
                "--no-live",
                "--state",
                folder.resolve("company").toString(),
                "--token",
                TOKEN),
            folder.resolve("company.log"));
    company = URI.create(RunningHouse.firstLine(simulator, "ready ").substring(6).strip());
    return simulator;
  }

  private Process product() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    pages = URI.create("http://127.0.0.1:" + port);
    TreeSet<String> services = new TreeSet<>();
    for (JsonNode app : send("GET", company.resolve("/argocd/api/v1/applications")).path("items")) {
      services.add(app.path("metadata").path("labels").path("throughline.io/service").asText());
    }
    Path config = folder.resolve("throughline.yaml");
    Files.writeString(
        config,
        """
        organisation: Acme
        people: [{ id: ana, name: Ana }]
        server: { listen: "127.0.0.1:%d", data: data }
        sources:
          - system: argocd
            url: "%s"
            token: "${THROUGHLINE_DEMO_TOKEN}"
            poll_seconds: 3600
        services: [%s]
        teams: [{ id: shop, name: Shop, services: [%s] }]
        """
            .formatted(
                port,
                company.resolve("/argocd"),
                services.stream()
                    .map(id -> "{ id: %1$s, name: %1$s, kind: service }".formatted(id))
                    .collect(Collectors.joining(", ")),
                String.join(", ", services)));
    return RunningHouse.launch(
        List.of(
            "-Xmx300m",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            RunningHouse.jar("target/quarkus-app/quarkus-run.jar"),
            "serve",
            "--config",
            config.toString()),
        folder.resolve("server.log"));
  }
}
