package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Listens to what an open page listens to. */
final class Events implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

  private Events() {}

  static Events of(URI server) throws IOException, InterruptedException {
    Events events = new Events();
    HttpResponse<Stream<String>> answer =
        events.client.send(
            HttpRequest.newBuilder(server.resolve("/events")).build(),
            HttpResponse.BodyHandlers.ofLines());
    Thread.ofVirtual().name("events").start(() -> events.listen(answer.body()));
    return events;
  }

  private void listen(Stream<String> lines) {
    try (lines) {
      lines
          .filter(line -> line.startsWith("data:") && line.contains("\"position\""))
          .forEach(line -> changes.add(line.substring("data:".length())));
    } catch (java.io.UncheckedIOException e) {
      // The stream ends with the server or with this listener; whoever waits runs out of time.
      changes.add("{}");
    }
  }

  void forget() {
    changes.clear();
  }

  /** Waits for a change that may concern a team; null asks for none in particular. */
  void await(@Nullable String team, long seconds) throws IOException, InterruptedException {
    Stopwatch watch = new Stopwatch();
    while (watch.seconds() < seconds) {
      String text = changes.poll(100, TimeUnit.MILLISECONDS);
      if (text != null && concerns(JSON.readTree(text), team)) {
        return;
      }
    }
    throw new IOException("no event about " + team + " came in " + seconds + " s");
  }

  private static boolean concerns(JsonNode change, @Nullable String team) {
    if (team == null || change.path("everything").asBoolean()) {
      return true;
    }
    for (JsonNode one : change.path("teams")) {
      if (one.asText().equals(team)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
