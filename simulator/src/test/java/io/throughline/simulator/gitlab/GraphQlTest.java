package io.throughline.simulator.gitlab;

import static io.throughline.simulator.gitlab.GraphQl.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
          id fullPath name
          mergeRequests(iids: $iids) {
            count
            nodes {
              id iid title state createdAt updatedAt
              commits(first: 100) {
                nodes {
                  id sha title message authoredDate authorName authorEmail
                  committedDate committerName committerEmail
                }
              }
              notes(first: 100) {
                nodes {
                  id body system createdAt updatedAt resolvable resolved
                  discussion { id resolvable }
                  author { id username name state publicEmail webUrl bot }
                }
              }
              approvedBy { nodes { id username } }
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

  /** What GraphQL tells of fifty merge requests, those of the REST API's first page. */
  private static JsonNode details() throws Exception {
    List<String> iids = new ArrayList<>();
    for (JsonNode mr : gitlab.json(PROJECT + "/merge_requests?per_page=50")) {
      iids.add(mr.get("iid").asText());
    }
    JsonNode project =
        graph.ask(DETAILS, Map.of("path", PATH, "iids", iids)).at("/data/project/mergeRequests");
    assertThat(project.get("count").asInt()).isEqualTo(iids.size()).isGreaterThan(30);
    return project.get("nodes");
  }

  private static String one(JsonNode mr) {
    return PROJECT + "/merge_requests/" + mr.get("iid").asText();
  }

  @Test
  void mergeRequestsAreThoseOfTheRestApiInItsOrder() throws Exception {
    int drafts = 0;
    for (JsonNode project : gitlab.all("/api/v4/projects?per_page=100")) {
      String path = "/api/v4/projects/" + project.get("id").asText();
      List<String> listed = new ArrayList<>();
      for (JsonNode mr : gitlab.json(path + "/merge_requests?per_page=100")) {
        listed.add(joined(mr, "id", "iid", "title", "state", "created_at", "updated_at"));
        drafts += mr.get("draft").asBoolean() ? 1 : 0;
      }
      JsonNode answer =
          graph.ask(
              "query($path: ID!) { project(fullPath: $path) { mergeRequests { nodes {"
                  + " id iid title state createdAt updatedAt } } } }",
              Map.of("path", project.get("path_with_namespace").asText()));
      assertThat(answer.at("/data/project/mergeRequests/nodes"))
          .extracting(mr -> joined(mr, "id", "iid", "title", "state", "createdAt", "updatedAt"))
          .containsExactlyElementsOf(listed);
    }
    assertThat(drafts).isPositive();
  }

  @Test
  void commitsAreThoseOfTheRestApi() throws Exception {
    for (JsonNode mr : details()) {
      List<String> listed = new ArrayList<>();
      for (JsonNode c : gitlab.all(one(mr) + "/commits?per_page=100")) {
        String names = joined(c, "id", "id", "title", "message", "author_name", "author_email");
        listed.add(
            names
                + joined(c, "authored_date", "committed_date", "committer_name")
                + joined(c, "committer_email"));
      }
      assertThat(mr.at("/commits/nodes"))
          .extracting(
              c ->
                  joined(c, "id", "sha", "title", "message", "authorName", "authorEmail")
                      + joined(c, "authoredDate", "committedDate", "committerName")
                      + joined(c, "committerEmail"))
          .containsExactlyElementsOf(listed);
    }
  }

  @Test
  void notesAreThoseOfTheRestApiWithTheirDiscussions() throws Exception {
    TreeSet<String> models = new TreeSet<>();
    for (JsonNode mr : details()) {
      Map<String, String> threads = new HashMap<>();
      for (JsonNode thread : gitlab.all(one(mr) + "/discussions?per_page=100")) {
        boolean alone = thread.get("individual_note").asBoolean();
        String gid = alone ? "IndividualNoteDiscussion/" : "Discussion/";
        thread
            .get("notes")
            .forEach(
                n ->
                    threads.put(
                        n.get("id").asText(),
                        "gid://gitlab/" + gid + thread.get("id").asText() + alone));
      }
      List<String> listed = new ArrayList<>();
      for (JsonNode n : gitlab.all(one(mr) + "/notes?sort=asc&per_page=100")) {
        String type = n.get("type").isNull() ? "Note" : n.get("type").asText();
        listed.add(
            "gid://gitlab/"
                + type
                + "/"
                + joined(n, "id", "body", "system", "created_at", "updated_at", "resolvable")
                + n.path("resolved").asBoolean(false)
                + threads.get(n.get("id").asText())
                + joined(n, "/author/id", "/author/username", "/author/name", "/author/state")
                + joined(n, "/author/public_email", "/author/web_url"));
        models.add(type);
      }
      assertThat(mr.at("/notes/nodes"))
          .extracting(
              n ->
                  n.get("id").asText().replaceFirst("[0-9]+$", "")
                      + joined(n, "id", "body", "system", "createdAt", "updatedAt", "resolvable")
                      + n.get("resolved").asBoolean()
                      + n.at("/discussion/id").asText()
                      + !n.at("/discussion/resolvable").asBoolean()
                      + joined(n, "/author/id", "/author/username", "/author/name", "/author/state")
                      + joined(n, "/author/publicEmail", "/author/webUrl"))
          .containsExactlyElementsOf(listed);
    }
    assertThat(models).containsExactly("DiffNote", "DiscussionNote", "Note");
  }

  @Test
  void approversAreThoseOfTheRestApi() throws Exception {
    int approvers = 0;
    for (JsonNode mr : details()) {
      List<String> listed = new ArrayList<>();
      for (JsonNode approved : gitlab.json(one(mr) + "/approvals").get("approved_by")) {
        listed.add(joined(approved, "/user/id", "/user/username"));
      }
      assertThat(mr.at("/approvedBy/nodes"))
          .extracting(user -> joined(user, "id", "username"))
          .containsExactlyElementsOf(listed);
      approvers += listed.size();
    }
    assertThat(approvers).isPositive();
  }

  @Test
  void whatWasDeletedIsAbsent() throws Exception {
    gitlab.post("/simulator/delete-mr?project=docking&iid=2");
    JsonNode docking = gitlab.json("/api/v4/projects/1203");
    JsonNode answer =
        graph.ask(
            DETAILS,
            Map.of(
                "path",
                docking.get("path_with_namespace").asText(),
                "iids",
                List.of("1", "2", "nonsense")));
    assertThat(answer.at("/data/project/name")).isEqualTo(docking.get("name"));
    assertThat(answer.at("/data/project/id").asText()).isEqualTo("gid://gitlab/Project/1203");
    assertThat(answer.at("/data/project/mergeRequests/nodes"))
        .extracting(mr -> mr.get("iid").asText())
        .containsExactly("1");
  }
}
