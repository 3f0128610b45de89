package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages, refusals and limits of GraphQL are GitLab's. */
class GraphQlLimitsTest {
  private static final String PATH = "brightwater/commerce/web-shop";
  private static final String PAGES =
      """
      query($path: ID!, $first: Int, $last: Int, $after: String, $before: String) {
        project(fullPath: $path) {
          pipelines(ref: "main", first: $first, last: $last, after: $after, before: $before) {
            count
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            edges { cursor node { id } }
            nodes { id }
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

  private static JsonNode page(String name, Object value, String cursor, String at)
      throws Exception {
    JsonNode page =
        graph
            .ask(PAGES, Map.of("path", PATH, name, value, cursor, at))
            .at("/data/project/pipelines");
    List<JsonNode> nodes = new ArrayList<>();
    page.get("edges").forEach(edge -> nodes.add(edge.get("node")));
    assertThat(page.get("nodes")).containsExactlyElementsOf(nodes);
    return page;
  }

  private static List<String> listed() throws Exception {
    List<String> ids = new ArrayList<>();
    gitlab
        .all("/api/v4/projects/brightwater%2Fcommerce%2Fweb-shop/pipelines?ref=main&per_page=100")
        .forEach(p -> ids.add(p.get("id").asText()));
    return ids;
  }

  @Test
  void pagesForwardTellEachRowOnce() throws Exception {
    List<String> told = new ArrayList<>();
    JsonNode page;
    String cursor = "";
    do {
      page = page("first", 10, "after", cursor);
      assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(!told.isEmpty());
      page.get("nodes").forEach(p -> told.add(GraphQl.last(p.get("id"))));
      cursor = page.at("/pageInfo/endCursor").asText();
      assertThat(page.get("edges").get(page.get("edges").size() - 1).get("cursor").asText())
          .isEqualTo(cursor);
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    assertThat(told).hasSize(page.get("count").asInt()).hasSizeGreaterThan(20).isEqualTo(listed());
  }

  @Test
  void pagesBackwardTellTheSame() throws Exception {
    List<String> told = new ArrayList<>();
    JsonNode page;
    String cursor = "";
    do {
      page = page("last", 10, "before", cursor);
      List<String> ids = new ArrayList<>();
      page.get("nodes").forEach(p -> ids.add(GraphQl.last(p.get("id"))));
      told.addAll(0, ids);
      cursor = page.at("/pageInfo/startCursor").asText();
    } while (page.at("/pageInfo/hasPreviousPage").asBoolean());
    assertThat(told).isEqualTo(listed());
  }

  /** The path of a project with more pipelines than one page holds. */
  private static String busy() throws Exception {
    for (JsonNode project : gitlab.all("/api/v4/projects?per_page=100")) {
      String pipelines = "/api/v4/projects/" + project.get("id").asText() + "/pipelines";
      if (gitlab.all(pipelines + "?per_page=100").size() > 100) {
        return project.get("path_with_namespace").asText();
      }
    }
    throw new AssertionError("no project has more than a hundred pipelines");
  }

  @Test
  void aPageHasAHundredRowsAtMostAndUnasked() throws Exception {
    String query = "{ project(fullPath: \"%s\") { pipelines%s { count nodes { id } } } }";
    String path = busy();
    for (String arguments : List.of("", "(first: 1000)", "(last: 1000)")) {
      JsonNode page =
          graph.ask(query.formatted(path, arguments), Map.of()).at("/data/project/pipelines");
      assertThat(page.get("count").asInt()).isGreaterThan(100);
      assertThat(page.get("nodes")).as(arguments).hasSize(100);
    }
  }

  @Test
  void aCursorThatIsNoneIsRefused() throws Exception {
    for (String cursor : List.of("nonsense", "!", "Zm9v")) {
      JsonNode answer = graph.ask(PAGES, Map.of("path", PATH, "after", cursor));
      assertThat(GraphQl.error(answer)).isEqualTo("Please provide a valid cursor");
      assertThat(answer.at("/errors/0/path/1").asText()).isEqualTo("pipelines");
      assertThat(answer.at("/data/project/pipelines").isNull()).isTrue();
    }
  }

  @Test
  void anUnknownProjectIsNull() throws Exception {
    JsonNode answer = graph.ask("{ project(fullPath: \"no/such\") { id } }", Map.of());
    assertThat(answer.toString()).isEqualTo("{\"data\":{\"project\":null}}");
  }

  @Test
  void aWrongQuestionIsAnsweredWithErrorsOnly() throws Exception {
    JsonNode unknown =
        graph.ask("{ project(fullPath: \"a/b\") { nonsense } }", Map.of("unused", 1));
    assertThat(GraphQl.error(unknown))
        .isEqualTo("Field 'nonsense' doesn't exist on type 'Project'");
    assertThat(unknown.at("/errors/0/locations/0/column").asInt()).isEqualTo(30);
    for (JsonNode answer :
        List.of(
            unknown,
            graph.ask("{ project(", Map.of()),
            graph.ask("", Map.of()),
            graph.ask(PAGES, Map.of()),
            graph.ask(PAGES, Map.of("path", PATH, "first", "many")))) {
      assertThat(GraphQl.error(answer)).isNotEmpty();
      assertThat(answer.has("data")).as(answer.toString()).isFalse();
    }
    assertThat(graph.post(Running.TOKEN, "{").statusCode()).isEqualTo(400);
  }

  @Test
  void theNamedOperationIsTheOneThatRuns() throws Exception {
    String two = "query a { x: project(fullPath: \"n\") { id } } query b { y: __typename }";
    assertThat(graph.send(Map.of("query", two, "operationName", "b")).toString())
        .isEqualTo("{\"data\":{\"y\":\"Query\"}}");
    assertThat(graph.send(Map.of("query", two, "operationName", "c")).has("data")).isFalse();
  }

  @Test
  void aWrongTokenIsRefused() throws Exception {
    HttpResponse<String> answer = graph.post("wrong", "{\"query\": \"{ __typename }\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"errors\":[{\"message\":\"Invalid token\"}]}");
  }

  @Test
  void faultsAndTheRateLimitMeetGraphQlToo() throws Exception {
    String question = "{\"query\": \"{ __typename }\"}";
    gitlab.post("/simulator/faults?kind=status&number=503&requests=1");
    assertThat(graph.post(Running.TOKEN, question).statusCode()).isEqualTo(503);
    gitlab.post("/simulator/faults?rate_limit=1");
    try {
      HttpResponse<String> answer = graph.post(Running.TOKEN, question);
      for (int i = 0; i < 50 && answer.statusCode() != 429; i++) {
        answer = graph.post(Running.TOKEN, question);
      }
      assertThat(answer.statusCode()).isEqualTo(429);
    } finally {
      gitlab.post("/simulator/faults?rate_limit=0");
    }
  }

  /** Asks for so many plain fields of merge requests, which cost one each. */
  private static String asking(String arguments, int many) {
    StringBuilder fields = new StringBuilder("id");
    for (int i = 1; i < many; i++) {
      fields.append(" a").append(i).append(": id");
    }
    return "{ project(fullPath: \"%s\") { mergeRequests%s { nodes { %s } } } }"
        .formatted(PATH, arguments, fields);
  }

  @Test
  void whatIsTooComplexIsRefused() throws Exception {
    // With nodes, mergeRequests and project 250; asked by number, the rows cost nothing.
    assertThat(graph.ask(asking("(iids: [\"1\"])", 247), Map.of()).has("errors")).isFalse();
    for (int again = 0; again < 2; again++) { // the second time from the remembered document
      assertThat(graph.ask(asking("(iids: [\"1\"])", 248), Map.of()).toString())
          .isEqualTo(refusal(251));
    }
    // Half the page, half as much again: (164 + 2) * 1.5 + 1.
    assertThat(graph.ask(asking("(first: 50)", 164), Map.of()).has("errors")).isFalse();
    assertThat(graph.ask(asking("(last: 50)", 165), Map.of()).toString()).isEqualTo(refusal(251));
    assertThat(graph.ask(asking("", 123), Map.of()).toString()).isEqualTo(refusal(251));
  }

  private static String refusal(int complexity) {
    return "{\"errors\":[{\"message\":\"Query has complexity of "
        + complexity
        + ", which exceeds max complexity of 250\"}]}";
  }

  @Test
  void readingCommitsCostsOneMore() throws Exception {
    String fields = asking("(iids: [\"1\"])", 241).replace("nodes {", "nodes { %s ");
    String commits = "commits { nodes { sha } }"; // 1 + 1 + 1, and 1 for the repository
    String approvers = "approvedBy { nodes { id } }";
    // 241 + nodes + mergeRequests + project are 244.
    assertThat(
            graph.ask(fields.formatted(approvers + " b: id c: id d: id"), Map.of()).has("errors"))
        .isFalse();
    assertThat(graph.ask(fields.formatted(commits + " b: id c: id d: id"), Map.of()).toString())
        .isEqualTo(refusal(251));
  }
}
