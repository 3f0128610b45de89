package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that makes the webhook, against a server that answers as SonarQube's web API does:
 * https://docs.sonarsource.com/sonarqube-server/extension-guide/web-api
 */
class SonarQubeScriptTest {
  private static final String HOOK = "https://hooks.acme.io/hooks/a1b2c3d4e5f6a7b8";
  private static final String SECRET = "s3cret\"with\\odd $chars & more";

  @TempDir Path folder;

  private record Call(
      String method, String path, String authorization, Map<String, String> parameters) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile String known = "{\"webhooks\":[]}";
  private volatile int status = 200;
  private HttpServer server;
  private Path script;

  @BeforeEach
  void start() throws IOException {
    assumeThat(onPath("sh") && onPath("curl")).as("there are sh and curl").isTrue();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    script = folder.resolve("sonarqube-webhook.sh");
    Files.writeString(script, Kits.text(Kits.LIBRARY, ".throughline/sonarqube-webhook.sh"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static boolean onPath(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            form(query == null ? body : query)));
    byte[] answer = known.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Map<String, String> form(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private int run(Map<String, String> changes) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).contains("proxy"));
    environment.put("SONAR_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/sonar/");
    environment.put("SONAR_TOKEN", "squ_token");
    environment.put("THROUGHLINE_HOOK_URL", HOOK);
    environment.put("THROUGHLINE_HOOK_SECRET", SECRET);
    environment.putAll(changes);
    environment.values().removeIf(String::isEmpty);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String printed() throws IOException {
    return Files.readString(folder.resolve("printed"));
  }

  @Test
  void theShellTakesIt() throws Exception {
    Process process = new ProcessBuilder("sh", "-n", script.toString()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void itMakesTheWebhookWithItsSecret() throws Exception {
    assertThat(run(Map.of())).isZero();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0))
        .isEqualTo(
            new Call(
                "GET",
                "/sonar/api/webhooks/list",
                "Bearer squ_token",
                Map.of("project", "money-format")));
    assertThat(calls.get(1))
        .isEqualTo(
            new Call(
                "POST",
                "/sonar/api/webhooks/create",
                "Bearer squ_token",
                Map.of(
                    "project",
                    "money-format",
                    "name",
                    "Throughline",
                    "url",
                    HOOK,
                    "secret",
                    SECRET)));
    assertThat(printed()).doesNotContain("s3cret").doesNotContain("squ_token");
  }

  @Test
  void aProjectAndAnOrganisationCanBeNamed() throws Exception {
    assertThat(run(Map.of("SONAR_PROJECT", "acme:money", "SONAR_ORGANIZATION", "acme"))).isZero();
    assertThat(calls)
        .hasSize(2)
        .allMatch(call -> "acme:money".equals(call.parameters().get("project")))
        .allMatch(call -> "acme".equals(call.parameters().get("organization")));
  }

  @Test
  void aSecondRunChangesNothing() throws Exception {
    known = "{\"webhooks\":[{\"key\":\"k\",\"name\":\"Throughline\",\"url\":\"" + HOOK + "\"}]}";
    assertThat(run(Map.of())).isZero();
    assertThat(calls).hasSize(1);
    assertThat(printed()).contains("knows the webhook of money-format already");
  }

  @Test
  void whatIsMissingOrRefusedIsAFailure() throws Exception {
    assertThat(run(Map.of("SONAR_TOKEN", ""))).isNotZero();
    assertThat(printed()).contains("SONAR_TOKEN");
    assertThat(run(Map.of("THROUGHLINE_HOOK_SECRET", "short"))).isNotZero();
    assertThat(calls).isEmpty();
    status = 403;
    assertThat(run(Map.of())).isNotZero();
    assertThat(calls).hasSize(1);
    assertThat(printed()).contains("403").doesNotContain("from now on");
  }
}
