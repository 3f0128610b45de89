package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final String ALL =
      "/api/v4/groups/brightwater/merge_requests?order_by=created_at&sort=asc&per_page=100"
          + "&created_after=2026-03-04T00:00:00Z&created_before=2026-03-04T12:30:00Z";

  @Test
  void aRestartServesWhatWasServedBefore(@TempDir Path folder) throws Exception {
    List<JsonNode> before;
    int port;
    try (Running first = Running.at(NOW, folder, 4)) {
      first.post("/simulator/advance?seconds=900");
      first.post("/simulator/emit?project=docking");
      first.post("/simulator/advance?seconds=900");
      first.post("/simulator/delete-mr?project=docking&iid=1");
      before = first.all(ALL);
      port = java.net.URI.create(first.url()).getPort();
    }
    try (Running second = Running.at(NOW.plusSeconds(1801), folder, 4)) {
      List<JsonNode> after = second.all(ALL);
      assertThat(after)
          .extracting(RestartTest::core)
          .isEqualTo(before.stream().map(RestartTest::core).toList());
      assertThat(after).hasSizeGreaterThan(100);
      assertThat(second.get("/api/v4/projects/1203/merge_requests/1").statusCode()).isEqualTo(404);
      assertThat(port).isPositive();
    }
  }

  private static String core(JsonNode mr) {
    return mr.get("id") + "/" + mr.get("iid") + "/" + mr.get("title") + "/" + mr.get("created_at");
  }

  @Test
  void anotherSeedsStateIsRefused(@TempDir Path folder) throws Exception {
    Running.at(NOW, folder, 0).close();
    RunState.Seed other = new RunState.Seed(99, 0, 2, 0.35);
    assertThatThrownBy(() -> RunLog.open(folder, other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another world");
  }
}
