package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks that are genuine and mean harm: kept, told with their reason, and nothing stops. */
class HostileWebhooksE2E {
  private static final int CLOSED = -1;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode get(ServerOfItsOwn server, String path) {
    try {
      return JSON.readTree(server.get(server.pages().resolve(path)).body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean caughtUp(ServerOfItsOwn server) {
    return get(server, "/readyz").at("/checks/0/data/behind").asInt(-1) == 0;
  }

  @Test
  void c11_c12_c18_eachHostileBodyIsKeptWithItsReasonAndTheNextOneIsMapped() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      server.start();
      List<byte[]> hostile =
          List.of(
              bytes("["),
              bytes("[".repeat(25 << 20)),
              bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
              bytes("{\"project_id\":1e999999999}"),
              bytes("{\"project_id\":1,\"project_id\":2}"),
              bytes("{\"project_id\":1}{}"),
              bytes("[]"),
              bytes("null"),
              bytes(""),
              bytes("{\"project_id\":\"one\"}"),
              bytes("<html>"));
      for (int i = 0; i < hostile.size(); i++) {
        assertThat(server.hook(server.hooks(), "hostile-" + i, "Push Hook", hostile.get(i)))
            .as("hostile " + i)
            .isEqualTo(202);
      }
      assertThat(server.hook(server.hooks(), "unknown", "Vulnerability Hook", bytes("{}")))
          .isEqualTo(202);
      assertThat(server.hook(server.hooks(), "huge", "Push Hook", new byte[100_000_000]))
          .isEqualTo(413);
      assertThat(server.hook(server.hooks(), "good")).isEqualTo(202);

      RunningHouse.await("all to be mapped or put aside", () -> caughtUp(server));
      JsonNode letters = get(server, "/api/v1/sources/gitlab/dead-letters").path("items");
      assertThat(letters).hasSize(hostile.size());
      assertThat(letters)
          .allSatisfy(
              letter -> {
                assertThat(letter.path("kind").asText()).isEqualTo("Push Hook");
                assertThat(letter.path("reason").asText()).isNotBlank().hasSizeLessThan(400);
              });
      JsonNode source = get(server, "/api/v1/sources").at("/items/0");
      assertThat(source.path("deadLetters").asInt()).isEqualTo(hostile.size());
      assertThat(source.at("/status/refusals/0/reason").asText()).contains("larger than 26 MB");
      assertThat(server.get(server.pages().resolve("/sources")).body())
          .as("the page tells it too")
          .contains("larger than 26 MB");
      assertThat(server.printed(0)).doesNotContain(ServerOfItsOwn.HOOK_SECRET);
    }
  }

  @Test
  void a17_fiftyLargeBodiesAtOnceEndNoServerWithASmallHeap() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder)) {
      Process process = server.start();
      byte[] large = bytes("{\"project_id\":1,\"text\":\"" + "x".repeat(20_000_000) + "\"}");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          String key = "large-" + i;
          senders.add(
              () -> {
                try {
                  int status = server.hook(server.hooks(), key, "Push Hook", large);
                  if (status == 202) {
                    acknowledged.add(key);
                  }
                  return status;
                } catch (IOException e) {
                  return CLOSED; // too slow among so many for the limit on a body
                }
              });
        }
        for (Future<Integer> answer : threads.invokeAll(senders)) {
          assertThat(answer.get()).isIn(202, 503, CLOSED);
        }
      }
      assertThat(process.isAlive()).as(server.printed(0)).isTrue();
      assertThat(acknowledged).as("some are taken all the same").isNotEmpty();
      assertThat(server.hook(server.hooks(), "small")).isEqualTo(202);
      acknowledged.add("small");
      RunningHouse.await("the warehouse to catch up", () -> caughtUp(server));
      assertThat(process.isAlive()).as(server.printed(0)).isTrue();
    }
    ServerEndsE2E.assertKept(folder.resolve("data"), acknowledged);
  }
}
