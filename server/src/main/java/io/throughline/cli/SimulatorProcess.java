package io.throughline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The make-believe company as a process of its own beside the server. */
final class SimulatorProcess implements AutoCloseable {
  private static final String READY = "ready ";
  private static final int STOP_SECONDS = 5;

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
    return send(HttpRequest.newBuilder(address.resolve("/simulator/throughline.yaml")).build());
  }

  /** Asks it, as an administrator of a GitLab would, to send its webhooks to an address. */
  void registerHook(String group, String url, String secret)
      throws IOException, InterruptedException {
    String body = "{\"url\":\"" + url + "\",\"token\":\"" + secret + "\"}";
    send(
        HttpRequest.newBuilder(address.resolve("/api/v4/groups/" + group + "/hooks"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
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
