package io.throughline.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product and the make-believe company as two real processes, as a newcomer starts them, shared
 * by all end-to-end tests of a run. The company's clock stands still, so that truths can be
 * compared; what a test emits happens all the same.
 */
public final class RunningHouse {
  private static final String SECRET = "end-to-end-hook-secret";
  private static final String TOKEN = "end-to-end-token";

  /** {@code -Dhouse.seed=8} tells another of the company's histories. */
  private static final long SEED = Long.getLong("house.seed", 7);

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MODULE = module();

  private static RunningHouse shared;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> printed = new ConcurrentHashMap<>();
  private final Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final URI company;
  private final URI pages;

  private RunningHouse() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("throughline-e2e");
    Process simulator =
        launch(
            List.of(
                "-Xmx400m",
                "-jar",
                jar("../simulator/target/throughline-simulator.jar"),
                "serve",
                "--port",
                "0",
                "--seed",
                Long.toString(SEED),
                "--now",
                moment.toString(),
                "--scale",
                "0.12",
                "--months",
                "7", // somebody changes teams after six
                "--freeze",
                "--no-live",
                "--state",
                folder.resolve("company").toString(),
                "--token",
                TOKEN),
            folder.resolve("company.log"));
    company = URI.create(firstLine(simulator, "ready ").substring("ready ".length()).strip());
    int port = freePort();
    Path config = folder.resolve("throughline.yaml");
    Files.writeString(
        config,
        company("GET", "/simulator/throughline.yaml?jira=true", null)
            + "\nserver: { listen: \"127.0.0.1:"
            + port
            + "\", data: data }\n");
    pages = URI.create("http://127.0.0.1:" + port);
    Process server =
        launch(
            List.of(
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-jar",
                jar("target/quarkus-app/quarkus-run.jar"),
                "serve",
                "--config",
                config.toString()),
            folder.resolve("server.log"));
    Thread.ofPlatform().daemon().start(() -> note(server));
    await("the server to answer", () -> answers("/readyz"));
    await("the server to greet", () -> printed.containsKey("Webhooks"));
    company(
        "POST",
        "/api/v4/groups/" + group(Files.readString(config)) + "/hooks",
        "{\"url\":\"" + printed.get("Webhooks") + "\",\"token\":\"" + SECRET + "\"}");
    await("the backfill to end", this::complete);
  }

  /** The one of this run; starts it when nobody has. */
  public static synchronized RunningHouse shared() {
    if (shared == null) {
      try {
        shared = new RunningHouse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return shared;
  }

  /** Where the company's clock stands. */
  public Instant moment() {
    return moment;
  }

  /** What starts the same company again. */
  @Override
  public String toString() {
    return "the company of --seed " + SEED + " --now " + moment;
  }

  /** Address of the pages. */
  public URI pages() {
    return pages;
  }

  /** What the product answers. */
  public JsonNode api(String path) {
    return json(send(pages.resolve(path), "GET", null, "application/json"));
  }

  /** The answer's status and body, whatever it is. */
  public HttpResponse<String> raw(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(pages.resolve(path))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request.build());
  }

  /** What the company says. */
  public JsonNode companyJson(String method, String path) {
    return json(company(method, path, null));
  }

  /** A file of the company, whatever the answer is. */
  public HttpResponse<byte[]> companyFile(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(company.resolve(path))
            .timeout(PATIENCE)
            .header("PRIVATE-TOKEN", TOKEN)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The token that the server printed. */
  public String token() {
    return printed.get("Token").replaceFirst("\\s.*", "");
  }

  /** The path of the webhook address that the server printed. */
  public String hookPath() {
    return URI.create(printed.get("Webhooks").replaceFirst("\\s.*", "")).getPath();
  }

  /** The secret of that webhook. */
  public String hookSecret() {
    return SECRET;
  }

  private boolean complete() {
    boolean read = true;
    for (JsonNode source : api("/api/v1/sources").path("items")) {
      // What has no address is only sent to.
      read &=
          source.path("url").asText().isEmpty()
              || !source.path("status").path("lastSuccess").isNull();
    }
    return read && isUpToDate();
  }

  /** Whether all that was stored is told. */
  boolean isUpToDate() {
    JsonNode ready = json(send(pages.resolve("/readyz"), "GET", null, "application/json"));
    return ready.path("checks").path(0).path("data").path("behind").asLong(-1) == 0;
  }

  /** What an application is brought out by is known once its Rollouts and then itself are read. */
  void lookTwice() {
    await(
        "Argo CD to be read twice",
        () -> judged("progressive_adoption") == judged("gitops_adoption"));
  }

  private int judged(String metric) {
    LocalDate today = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    String range = "grain=total&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
    JsonNode readings = api("/api/v1/metrics/" + metric + "/readings?" + range);
    return readings.path("items").path(0).path("n").asInt();
  }

  /** What a text says. */
  JsonNode read(String text) {
    return json(text);
  }

  private static String group(String config) {
    return config
        .lines()
        .filter(line -> line.contains("groups:"))
        .map(line -> line.replaceFirst(".*groups:\\s*\\[?\\s*\"?([^\\s,\"\\]]+).*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  /** A process that ends with this one. */
  static Process launch(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("THROUGHLINE_DEMO_TOKEN", TOKEN);
    builder.environment().put("THROUGHLINE_DEMO_HOOK_TOKEN", SECRET);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** The first line of a process that begins so. */
  static String firstLine(Process process, String start) throws IOException {
    BufferedReader lines = lines(process);
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the make-believe company did not start");
    }
    Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));
    return line;
  }

  private void note(Process server) {
    lines(server)
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("(Pages|Token) .*|Webhooks .*\\(gitlab\\)"))
        .forEach(
            line ->
                printed.put(
                    line.replaceFirst(" .*", ""),
                    line.replaceFirst("^\\S+\\s+", "").replaceFirst("\\s.*", "")));
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private String company(String method, String path, String body) {
    return send(company.resolve(path), method, body, "application/json");
  }

  private String send(URI address, String method, String body, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("PRIVATE-TOKEN", TOKEN)
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          method + " " + address + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers(String path) {
    try {
      return raw("GET", path, null).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // not listening yet; the caller asks again until its patience ends
    }
  }

  /** Waits until something holds; fails with what it waited for. */
  public static void await(String what, java.util.function.BooleanSupplier holds) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s for " + what);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("server") ? here : here.resolve("server");
  }

  static String jar(String path) {
    Path jar = MODULE.resolve(path).normalize();
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException(jar + " is not built; run ./throughline test");
    }
    return jar.toString();
  }
}
