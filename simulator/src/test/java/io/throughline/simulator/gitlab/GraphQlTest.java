package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GraphQL tells what the REST API tells, many at a time. */
class GraphQlTest {
  private static final String PATH = "brightwater/commerce/web-shop";
  private static final String PROJECT = "/api/v4/projects/brightwater%2Fcommerce%2Fweb-shop";
  private static final String DETAILS =
      """
      query($path: ID!, $iids: [String!]) {
        project(fullPath: $path) {
          mergeRequests(iids: $iids) {
            nodes {
              iid
              commits(first: 100) {
                pageInfo { hasNextPage }
                nodes { sha message authoredDate committedDate authorEmail }
              }
              notes(first: 100) {
                pageInfo { hasNextPage }
                nodes { id body system createdAt resolvable discussion { id } author { id username } }
              }
              approvedBy { nodes { id } }
            }
          }
        }
      }
      """;

  private static Running gitlab;

  @BeforeAll
  static void start() throws IOException {
    gitlab = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    gitlab.close();
  }

  private static HttpResponse<String> post(String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gitlab.url() + "/api/graphql"))
            .header("PRIVATE-TOKEN", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode ask(String query, Map<String, ?> variables) throws Exception {
    JsonMapper json = new JsonMapper();
    String body = json.writeValueAsString(Map.of("query", query, "variables", variables));
    HttpResponse<String> answer = post(Running.TOKEN, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private static List<String> someIids() throws Exception {
    List<String> iids = new ArrayList<>();
    for (JsonNode mr : gitlab.json(PROJECT + "/merge_requests?per_page=50")) {
      iids.add(mr.get("iid").asText());
    }
    return iids;
  }

  private static String seconds(JsonNode time) {
    return time.asText().replaceAll("\\.[0-9]{3}", "");
  }

  @Test
  void commitsNotesAndApproversAreThoseOfTheRestApi() throws Exception {
    JsonNode answer = ask(DETAILS, Map.of("path", PATH, "iids", someIids()));
    JsonNode nodes = answer.at("/data/project/mergeRequests/nodes");
    assertThat(nodes.size()).isEqualTo(someIids().size()).isGreaterThan(30);
    for (JsonNode node : nodes) {
      String one = PROJECT + "/merge_requests/" + node.get("iid").asText();
      List<String> commits = new ArrayList<>();
      gitlab
          .all(one + "/commits?per_page=100")
          .forEach(c -> commits.add(c.get("id").asText() + seconds(c.get("authored_date"))));
      assertThat(node.at("/commits/nodes"))
          .extracting(c -> c.get("sha").asText() + c.get("authoredDate").asText())
          .containsExactlyElementsOf(commits);
      List<String> notes = new ArrayList<>();
      for (JsonNode n : gitlab.all(one + "/notes?sort=asc&per_page=100")) {
        notes.add(n.get("id").asText() + n.get("body").asText() + seconds(n.get("created_at")));
      }
      assertThat(node.at("/notes/nodes"))
          .extracting(n -> last(n.get("id")) + n.get("body").asText() + n.get("createdAt").asText())
          .containsExactlyElementsOf(notes);
      List<String> approvers = new ArrayList<>();
      gitlab
          .json(one + "/approvals")
          .get("approved_by")
          .forEach(a -> approvers.add(a.at("/user/id").asText()));
      assertThat(node.at("/approvedBy/nodes"))
          .extracting(user -> last(user.get("id")))
          .containsExactlyInAnyOrderElementsOf(approvers);
    }
  }

  private static String last(JsonNode gid) {
    return gid.asText().substring(gid.asText().lastIndexOf('/') + 1);
  }

  @Test
  void pipelinesComeByTheirBranchInPagesWithACursor() throws Exception {
    String query =
        """
        query($path: ID!, $after: String) {
          project(fullPath: $path) {
            pipelines(ref: "main", first: 10, after: $after) {
              count
              pageInfo { hasNextPage endCursor }
              nodes { id status startedAt finishedAt }
            }
          }
        }
        """;
    List<String> told = new ArrayList<>();
    String cursor = "";
    int count;
    do {
      JsonNode page =
          ask(query, Map.of("path", PATH, "after", cursor)).at("/data/project/pipelines");
      page.get("nodes").forEach(p -> told.add(last(p.get("id")) + p.get("status").asText()));
      count = page.get("count").asInt();
      cursor =
          page.at("/pageInfo/hasNextPage").asBoolean()
              ? page.at("/pageInfo/endCursor").asText()
              : "";
    } while (!cursor.isEmpty());

    List<String> listed = new ArrayList<>();
    gitlab
        .all(PROJECT + "/pipelines?ref=main&order_by=id&per_page=100")
        .forEach(
            p ->
                listed.add(
                    p.get("id").asText() + p.get("status").asText().toUpperCase(Locale.ROOT)));
    assertThat(told).hasSize(count).hasSizeGreaterThan(20).isEqualTo(listed);
  }

  @Test
  void eventsTellWhatWasReopened() throws Exception {
    List<String> reopened = new ArrayList<>();
    for (JsonNode project : gitlab.all("/api/v4/projects?per_page=100")) {
      String path = "/api/v4/projects/" + project.get("id").asText();
      List<String> told = new ArrayList<>();
      gitlab
          .all(path + "/events?action=reopened&target_type=merge_request&sort=asc&after=2025-01-01")
          .forEach(
              event ->
                  told.add(event.get("target_iid").asText() + seconds(event.get("created_at"))));
      for (JsonNode mr : gitlab.all(path + "/merge_requests?per_page=100")) {
        String iid = mr.get("iid").asText();
        for (JsonNode event :
            gitlab.all(path + "/merge_requests/" + iid + "/resource_state_events")) {
          if (event.get("state").asText().equals("reopened")) {
            String one = iid + seconds(event.get("created_at"));
            assertThat(told).contains(one);
            reopened.add(one);
            told.remove(one);
          }
        }
      }
      assertThat(told).isEmpty();
    }
    assertThat(reopened).isNotEmpty();
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertThat(
            ask("{ project(fullPath: \"no/such\") { id } }", Map.of()).at("/data/project").isNull())
        .isTrue();
    assertThat(ask("{ nonsense }", Map.of()).at("/errors/0/message").asText()).contains("nonsense");
    assertThat(ask("{ project(", Map.of()).at("/errors/0/message").asText()).isNotEmpty();
    assertThat(post("wrong", "{}").statusCode()).isEqualTo(401);
    assertThat(post(Running.TOKEN, "{").statusCode()).isEqualTo(400);
  }

  @Test
  void aQuestionMayNotBeTooComplex() throws Exception {
    String all =
        DETAILS
            .replace("(iids: $iids)", "")
            .replace("query($path: ID!, $iids: [String!])", "query($path: ID!)");
    assertThat(ask(all, Map.of("path", PATH)).at("/errors").isMissingNode())
        .as("a hundred rows double it")
        .isTrue();
    String more = all.replace("nodes { id body", "nodes { " + aliases() + " body");
    assertThat(ask(more, Map.of("path", PATH)).at("/errors/0/message").asText())
        .matches("Query has complexity of [0-9]+, which exceeds max complexity of 250");
  }

  private static String aliases() {
    StringBuilder fields = new StringBuilder("id");
    for (int i = 0; i < 60; i++) {
      fields.append(" a").append(i).append(": id");
    }
    return fields.toString();
  }
}
