package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.config.GatesReader;
import io.throughline.gate.Build;
import io.throughline.gate.BuildVerdict;
import io.throughline.gate.Judge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GitLab is told, by the paths and fields of its notes and commit status APIs. */
class GitLabCommentTest {
  private static final BuildVerdict VERDICT =
      new Judge(
              GatesReader.shipped(new Build("shop", "service", null, null, null)),
              LocalDate.parse("2026-06-10"),
              null)
          .verdict(List.of(), Map.of(), List.of());

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String notes = "[]";
  private int status = 201;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    boolean get = exchange.getRequestMethod().equals("GET");
    if (!get) {
      bodies.add(new ObjectMapper().readTree(body));
    }
    byte[] answer = (get ? notes : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(get && status == 201 ? 200 : status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private Map<String, String> pipeline() {
    return Map.of(
        "CI_API_V4_URL",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v4",
        "CI_PROJECT_ID",
        "42",
        "CI_MERGE_REQUEST_IID",
        "7",
        "CI_COMMIT_SHA",
        "0123abcd0123abcd",
        "THROUGHLINE_GITLAB_TOKEN",
        "glpat-x");
  }

  @Test
  void aCommentIsWrittenAndTheStatusSet() throws Exception {
    assertThat(GitLabComment.of(pipeline()).orElseThrow().tell(VERDICT)).isEmpty();
    assertThat(asked)
        .containsExactly(
            "GET /api/v4/projects/42/merge_requests/7/notes?per_page=100&order_by=created_at&sort=desc&page=1 glpat-x",
            "POST /api/v4/projects/42/merge_requests/7/notes glpat-x",
            "POST /api/v4/projects/42/statuses/0123abcd0123abcd glpat-x");
    assertThat(bodies.get(0).path("body").asText())
        .startsWith("<!-- throughline-gate -->\n### Quality gates: no data");
    assertThat(bodies.get(1).path("state").asText()).isEqualTo("failed");
    assertThat(bodies.get(1).path("name").asText()).isEqualTo("throughline-gate");
    assertThat(bodies.get(1).path("description").asText()).isEqualTo("no data: 6 no data");
  }

  @Test
  void theNextRunBringsTheCommentUpToDate() throws Exception {
    notes =
        "[{\"id\":5,\"body\":\"looks good\"},{\"id\":4,\"body\":\"<!-- throughline-gate -->\\nold\"}]";
    assertThat(GitLabComment.of(pipeline()).orElseThrow().tell(VERDICT)).isEmpty();
    assertThat(asked.get(1)).isEqualTo("PUT /api/v4/projects/42/merge_requests/7/notes/4 glpat-x");
    assertThat(asked).hasSize(3);
  }

  @Test
  void whatGitLabRefusesIsTold() throws Exception {
    status = 403;
    List<String> faults = GitLabComment.of(pipeline()).orElseThrow().tell(VERDICT);
    assertThat(faults)
        .containsExactly(
            "the comment could not be written to GitLab: it answered 403 to GET; the token's role is"
                + " too low, or its scope is not api",
            "the status could not be set in GitLab: it answered 403 to POST; the token's role is too"
                + " low, or its scope is not api");
    server.stop(0);
    assertThat(GitLabComment.of(pipeline()).orElseThrow().tell(VERDICT))
        .hasSize(2)
        .allSatisfy(fault -> assertThat(fault).doesNotContain("glpat"));
  }

  @Test
  void withoutATokenOrAPipelineNobodyIsTold() {
    for (String missing : List.of("THROUGHLINE_GITLAB_TOKEN", "CI_API_V4_URL", "CI_PROJECT_ID")) {
      Map<String, String> environment = new java.util.HashMap<>(pipeline());
      environment.remove(missing);
      assertThat(GitLabComment.of(environment)).as(missing).isEmpty();
    }
    Map<String, String> odd = new java.util.HashMap<>(pipeline());
    odd.put("CI_PROJECT_ID", "../42");
    assertThat(GitLabComment.of(odd)).isEmpty();
  }
}
