package io.throughline.simulator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small running simulator, and a client that talks to it like any other. */
public final class Running implements AutoCloseable {
  public static final String TOKEN = "open-sesame";

  /** For Jira, which does not know GitLab's header. */
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  ("robot@brightwater.example:" + TOKEN).getBytes(StandardCharsets.UTF_8));

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Simulation simulation;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Running(Simulation simulation) {
    this.simulation = simulation;
    simulation.start();
  }

  /** A frozen world of two months and a third of the usual work. */
  public static Running frozen(@Nullable Path state) throws IOException {
    return at(Instant.parse("2026-03-04T12:00:00Z"), state, 0);
  }

  public static Running at(Instant now, @Nullable Path state, double perMinute) throws IOException {
    return new Running(
        new Simulation(
            new Simulation.Settings(0, 7, 0.35, 2, now, state, TOKEN, perMinute, true, 0)));
  }

  public String url() {
    return simulation.url();
  }

  public HttpResponse<String> send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    String address = path.startsWith("http") ? path : url() + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("PRIVATE-TOKEN", TOKEN)
            .header("apiKey", TOKEN)
            .header("API-Key", TOKEN)
            .header("nerd-graph-unsafe-experimental-opt-in", "AiIssues")
            .header("Authorization", authorization(path));
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String authorization(String path) {
    if (path.startsWith("/pagerduty")) {
      return "Token token=" + TOKEN;
    }
    if (path.startsWith("/freshping")) {
      byte[] pair = (TOKEN + ":brightwater").getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
    return path.matches("/(sonarqube|argocd)/.*") ? "Bearer " + TOKEN : BASIC;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  public JsonNode json(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(get(path).body());
  }

  public JsonNode post(String path, String body) throws IOException, InterruptedException {
    return MAPPER.readTree(send("POST", path, body).body());
  }

  public JsonNode post(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(send("POST", path, "").body());
  }

  /** All rows of a list, found by following the links to the next page. */
  public List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    String next = path;
    while (next != null) {
      HttpResponse<String> page = get(next);
      MAPPER.readTree(page.body()).forEach(rows::add);
      Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : null;
    }
    return rows;
  }

  @Override
  public void close() {
    simulation.close();
    client.close();
  }
}
