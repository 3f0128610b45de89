package io.throughline.simulator.gitlab;

import static io.throughline.simulator.gitlab.GraphQl.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pipelines in GraphQL are those of the REST API. */
class GraphQlPipelinesTest {
  private static final String PATH = "brightwater/commerce/web-shop";
  private static final String PROJECT = "/api/v4/projects/brightwater%2Fcommerce%2Fweb-shop";
  private static final String PIPELINES =
      """
      query($path: ID!, $ref: String, $from: Time, $to: Time) {
        project(fullPath: $path) {
          pipelines(ref: $ref, updatedAfter: $from, updatedBefore: $to, first: 30) {
            count
            nodes {
              id iid sha ref source status createdAt updatedAt startedAt finishedAt duration
              queuedDuration path
            }
          }
        }
      }
      """;

  private static Running gitlab;
  private static GraphQl graph;

  @BeforeAll
  static void start() throws IOException {
    gitlab = Running.frozen(null);
    graph = new GraphQl(gitlab);
  }

  @AfterAll
  static void stop() {
    graph.close();
    gitlab.close();
  }

  private static void samePipelines(JsonNode told, List<JsonNode> listed) throws Exception {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : listed.subList(0, Math.min(30, listed.size()))) {
      JsonNode p = gitlab.json(PROJECT + "/pipelines/" + row.get("id").asText());
      rows.add(
          joined(p, "id", "iid", "sha", "ref", "source")
              + "|"
              + p.get("status").asText().toUpperCase(Locale.ROOT)
              + joined(p, "created_at", "updated_at", "started_at", "finished_at", "duration")
              + (p.get("started_at").isNull() ? "none" : p.get("queued_duration").asInt())
              + p.get("web_url").asText().replace(gitlab.url(), ""));
    }
    assertThat(told.get("nodes"))
        .extracting(
            p ->
                joined(p, "id", "iid", "sha", "ref", "source", "status")
                    + joined(p, "createdAt", "updatedAt", "startedAt", "finishedAt", "duration")
                    + (p.get("queuedDuration").isNull() ? "none" : p.get("queuedDuration").asInt())
                    + p.get("path").asText())
        .containsExactlyElementsOf(rows);
    assertThat(told.get("count").asInt()).isEqualTo(listed.size()).isGreaterThan(5);
  }

  @Test
  void pipelinesAreThoseOfTheRestApiNewestFirst() throws Exception {
    samePipelines(
        graph.ask(PIPELINES, Map.of("path", PATH, "ref", "main")).at("/data/project/pipelines"),
        gitlab.all(PROJECT + "/pipelines?ref=main&per_page=100"));
    String from = "2026-02-10T00:00:00Z";
    String to = "2026-02-20T00:00:00Z";
    samePipelines(
        graph
            .ask(PIPELINES, Map.of("path", PATH, "from", from, "to", to))
            .at("/data/project/pipelines"),
        gitlab.all(
            PROJECT + "/pipelines?per_page=100&updated_after=" + from + "&updated_before=" + to));
  }
}
