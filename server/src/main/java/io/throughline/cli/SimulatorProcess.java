package io.throughline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.org.SourceConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The make-believe company as a process of its own beside the server. */
final class SimulatorProcess implements AutoCloseable {
  private static final String READY = "ready ";
  private static final int STOP_SECONDS = 5;

  /** Where somebody sets up by hand in the system what is told to whom. */
  private static final Set<String> BY_HAND = Set.of("freshping", "newrelic", "pagerduty");

  private static final List<String> JIRA_EVENTS =
      List.of(
          "jira:issue_created",
          "jira:issue_updated",
          "jira:issue_deleted",
          "sprint_created",
          "sprint_updated",
          "sprint_started",
          "sprint_closed",
          "sprint_deleted");

  private final Process process;
  private final URI address;
  private final String token;

  private SimulatorProcess(Process process, URI address, String token) {
    this.process = process;
    this.address = address;
    this.token = token;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param jar the simulator's jar
   * @param state folder where it remembers when it ran
   */
  static SimulatorProcess start(Path jar, Path state, String token, long seed, double scale)
      throws IOException {
    Files.createDirectories(state);
    Path log = state.resolve("simulator.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0",
                "--seed",
                Long.toString(seed),
                "--scale",
                Double.toString(scale),
                "--state",
                state.toString(),
                "--token",
                token,
                "--live"));
    builder.redirectError(log.toFile());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-simulator"));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException(
          "the make-believe company did not start; its log is " + log.toAbsolutePath());
    }
    // Whatever it still prints must be taken, or its next line would block it.
    Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));
    return new SimulatorProcess(process, URI.create(line.substring(READY.length()).strip()), token);
  }

  URI address() {
    return address;
  }

  /** Its organisation as a configuration. */
  String configuration() throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve("/simulator/throughline.yaml?jira=true")).build());
  }

  /** Asks it, as an administrator of its systems would, to send webhooks to an address. */
  void registerHook(SourceConfig source, String url, String secret)
      throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", url);
    if (source.system().equals("jira")) {
      ArrayNode events = body.put("name", "Throughline").put("secret", secret).putArray("events");
      JIRA_EVENTS.forEach(events::add);
      post(source.url() + "/rest/webhooks/1.0/webhook", body);
    } else if (source.system().equals("sonarqube")) {
      // It takes a form, and no JSON.
      send(
          HttpRequest.newBuilder(URI.create(source.url() + "/api/webhooks/create"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Authorization", "Bearer " + token)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "name=Throughline&url="
                          + URLEncoder.encode(url, StandardCharsets.UTF_8)
                          + "&secret="
                          + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
              .build());
    } else if (source.system().equals("jenkins")) {
      // Its plugin sends no header that could be set, so the secret stands in the address.
      String to = url + "?secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
      String query = "?url=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
      post(address.resolve("/simulator/jenkins-notification").toString() + query, body);
    } else if (source.system().equals("argocd")) {
      // What is sent where stands in a ConfigMap, which no interface sets.
      post(
          address.resolve("/simulator/argocd-notification") + asked("url", url, "token", secret),
          body);
    } else if (BY_HAND.contains(source.system())) {
      post(
          address.resolve("/simulator/subscribe")
              + asked("system", source.system(), "url", url, "token", secret),
          body);
    } else {
      body.put("token", secret);
      String group = Objects.requireNonNullElse(source.settings().get("groups"), "");
      post(source.url() + "/api/v4/groups/" + group + "/hooks", body);
    }
  }

  /** Names and values as a query. */
  private static String asked(String... pairs) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      query.append(i == 0 ? '?' : '&').append(pairs[i]).append('=');
      query.append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  /** What the company gives at a path. */
  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).build());
  }

  private void post(String url, ObjectNode body) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpRequest signed =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .header("PRIVATE-TOKEN", token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(signed, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(request.uri().getPath() + " answered " + answer.statusCode());
      }
      return answer.body();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
