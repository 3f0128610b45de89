package io.throughline.source.argocd;

import static io.throughline.source.http.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.http.ScriptedServer;
import io.throughline.source.http.TestDoors;
import io.throughline.source.http.TurningClock;
import org.junit.jupiter.api.Test;

/** The list of applications through the real door. */
final class ArgoCdDoorTest {
  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final TurningClock clock = new TurningClock(TestDoors.NOON);

  private static String list() throws Exception {
    ObjectNode app = ArgoSamples.yaml(ArgoSamples.APPLICATION);
    ArgoSamples.at(app, "/spec").remove("project");
    ObjectNode list = ArgoSamples.JSON.createObjectNode();
    list.putArray("items").add(app);
    return ArgoSamples.JSON.writeValueAsString(list);
  }

  private void read(JdkHttpDoor door) throws SourceException, InterruptedException {
    ApplicationsFeed feed = new ApplicationsFeed();
    feed.read(new MemoryRun(memory, feed.id(), door, clock));
  }

  @Test
  void limitsFaultsAndHalfListsAreSurvived() throws Exception {
    String list = list();
    try (ScriptedServer server =
            new ScriptedServer(
                json(429, "{}", "Retry-After", "7"),
                json(503, "{}"),
                json(200, list.substring(0, list.length() / 2)),
                json(200, list));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      read(door);
      assertThat(memory.of("application")).hasSize(1);
      assertThat(server.asked()).hasSize(4).containsOnly("/api/v1/applications");
      read(door);
      assertThat(memory.of("application")).as("it is as it was").hasSize(1);
    }
  }

  @Test
  void whatIsToldOfAFailureHoldsNoSecret() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(json(401, "{\"error\": \"token " + TestDoors.TOKEN + "\"}"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThatThrownBy(() -> read(door))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("401")
          .hasMessageNotContaining(TestDoors.TOKEN);
    }
    try (ScriptedServer server = new ScriptedServer(json(200, "{\"items\": [{\"spec\": 1}]}"));
        JdkHttpDoor door = TestDoors.open(server.address(), clock)) {
      assertThatThrownBy(() -> read(door))
          .hasMessageContaining("Argo CD's answer to /api/v1/applications is not what it should be")
          .hasMessageContaining("/spec");
      assertThat(memory.completeUntil).isEmpty();
    }
  }
}
