package io.throughline.source.freshping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real payloads that lie beside the project on some machines; skipped where they do not. */
final class FreshpingFixturesTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures").resolve("freshping");
      if (Files.isDirectory(candidate)) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static Mapped hook(String file) throws Exception {
    return FreshpingSamples.map(
        Channel.WEBHOOK, "check", Map.of(), Files.readAllBytes(folder.resolve(file)));
  }

  @Test
  void noneIsLeftOut() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "freshping_check_test.json",
              "freshping_check_unreachable.json",
              "neighbour-uptimerobot/monitor_down.json");
    }
  }

  @Test
  void theTestCallIsNoEvent() throws Exception {
    assertThat(hook("freshping_check_test.json").ignored()).contains("test call");
  }

  @Test
  void anUnreachableCheckIsDown() throws Exception {
    Mapped mapped = hook("freshping_check_unreachable.json");
    long check = FreshpingSamples.id(585767);
    assertThat(FreshpingSamples.events(mapped))
        .containsExactly(
            new CheckEvent(
                check,
                "5301855",
                "down",
                Instant.parse("2021-04-15T19:46:47.644166Z"),
                521,
                635.0,
                null));
    assertThat(FreshpingSamples.snapshots(mapped, Project.class))
        .containsExactly(
            new Project(
                check, "Test Check", "Test Check", "https://example.com", null, null, null, null));
  }

  @Test
  void aMonitorOfUptimeRobotThatIsDownIsDownFromWhenItCame() throws Exception {
    Mapped mapped = hook("neighbour-uptimerobot/monitor_down.json");
    assertThat(FreshpingSamples.states(mapped))
        .containsExactly("down@" + FreshpingSamples.RECEIVED);
    assertThat(FreshpingSamples.snapshots(mapped, Project.class))
        .extracting(Project::path)
        .containsExactly("Web Server");
  }
}
