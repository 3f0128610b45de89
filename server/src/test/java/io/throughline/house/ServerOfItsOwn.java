package io.throughline.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The product as a process that a test may hurt: with one GitLab that nobody can reach, so that
 * only its webhooks feed it, and a port of its own for them.
 */
final class ServerOfItsOwn implements AutoCloseable {
  static final String HOOK_ID = "an-id-that-nobody-guesses";
  static final String BUILDS_SECRET = "secret-of-builds";
  static final String HOOK_SECRET = "hook-secret-of-a-test";
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final int pages;
  private final int hooks;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  /**
   * Writes the configuration and starts nothing yet.
   *
   * @param folder empty; configuration, data and logs go there
   */
  ServerOfItsOwn(Path folder) throws IOException {
    this(folder, freePort(), freePort());
  }

  ServerOfItsOwn(Path folder, int pages, int hooks) throws IOException {
    this(
        folder,
        pages,
        hooks,
        """
        organisation: Acme
        people: [{ id: ana, name: Ana }]
        sources:
          - system: gitlab
            url: https://gitlab.invalid
            hooks: { id: %s, token: "${HOOK_SECRET}" }
          - id: builds
            system: uploads
            hooks: { token: "${BUILDS_SECRET}" }
        services: [{ id: shop, name: Shop, kind: service }]
        teams: [{ id: pay, name: Payments, services: [shop] }]
        """
            .formatted(HOOK_ID));
  }

  /**
   * Of a company of its own, whose sources take the secret {@code ${HOOK_SECRET}}.
   *
   * @param company the configuration but for where the server listens
   */
  ServerOfItsOwn(Path folder, String company) throws IOException {
    this(folder, freePort(), freePort(), company);
  }

  private ServerOfItsOwn(Path folder, int pages, int hooks, String company) throws IOException {
    this.folder = folder;
    this.pages = pages;
    this.hooks = hooks;
    String listens =
        """
        server: { listen: "127.0.0.1:%d", hooks: { listen: "127.0.0.1:%d" }, data: data }
        """
            .formatted(pages, hooks);
    Files.writeString(folder.resolve("throughline.yaml"), company + "\n" + listens);
  }

  /** Starts a server on the folder and does not wait for it. */
  Process launch() throws IOException {
    return launch("serve");
  }

  /** Starts a command on the folder and does not wait for it. */
  Process launch(String command, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command(
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary()),
                "-jar",
                RunningHouse.jar("target/quarkus-app/quarkus-run.jar"),
                command,
                "--config",
                folder.resolve("throughline.yaml").toString())));
    builder.command().addAll(List.of(arguments));
    builder.environment().put("HOOK_SECRET", HOOK_SECRET);
    builder.environment().put("BUILDS_SECRET", BUILDS_SECRET);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log(started.size()).toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** Starts a process and waits until it greets. */
  Process start(String... arguments) throws IOException, InterruptedException {
    int number = started.size();
    Process process = launch("serve", arguments);
    RunningHouse.await(
        "the server to greet; its log is " + log(number),
        () -> !process.isAlive() || printed(number).contains("Token "));
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended: " + printed(number));
    }
    return process;
  }

  /** What the process with this number, from 0 on, has printed. */
  String printed(int number) {
    try {
      return Files.readString(log(number));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path log(int number) {
    return folder.resolve("server-" + number + ".log");
  }

  /** The temporary folder of its processes. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  Path data() {
    return folder.resolve("data");
  }

  URI pages() {
    return URI.create("http://127.0.0.1:" + pages);
  }

  URI hooks() {
    return URI.create("http://127.0.0.1:" + hooks);
  }

  /** Sends a genuine webhook to an address of the server; its status. */
  int hook(URI to, String key) throws IOException, InterruptedException {
    return hook(
        to,
        key,
        "Push Hook",
        "{\"object_kind\":\"push\",\"project_id\":1}".getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a genuine webhook with any body; its status. */
  int hook(URI to, String key, String event, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(to.resolve("/hooks/" + HOOK_ID))
            .header("X-Gitlab-Token", HOOK_SECRET)
            .header("X-Gitlab-Event", event)
            .header("Idempotency-Key", key)
            .timeout(Duration.ofSeconds(60))
            .POST(pieces(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Piece by piece: the client would copy a whole array first, fifty large ones at once. */
  private static HttpRequest.BodyPublisher pieces(byte[] body) {
    return body.length == 0
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
            body.length);
  }

  /** Sends a body to an address of the pages' port, as a build does. */
  HttpResponse<String> upload(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(pages().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The exit code of a process that is about to end by itself. */
  static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not end");
    }
    return process.exitValue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    http.close();
  }
}
