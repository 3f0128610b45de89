package io.throughline.simulator.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JiraServerTest {
  private static final String REST = "/jira/rest/api/3/";
  private static final String AGILE = "/jira/rest/agile/1.0/";
  private static Running jira;

  @BeforeAll
  static void start() throws IOException {
    jira = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    jira.close();
  }

  private static HttpResponse<String> asking(String header) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(jira.url() + REST + "myself"))
            .header("Authorization", header)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  static List<JsonNode> search(Running jira, String jql, int size, String fields) throws Exception {
    List<JsonNode> out = new ArrayList<>();
    String token = "";
    while (true) {
      JsonNode page =
          jira.post(
              REST + "search/jql",
              "{\"jql\":%s,\"maxResults\":%d,\"fields\":[%s],\"expand\":\"changelog\"%s}"
                  .formatted(
                      new ObjectMapper().writeValueAsString(jql),
                      size,
                      fields,
                      token.isEmpty() ? "" : ",\"nextPageToken\":\"" + token + "\""));
      page.path("issues").forEach(out::add);
      assertThat(page.has("isLast")).as("%s", page).isTrue();
      if (page.get("isLast").asBoolean()) {
        assertThat(page.has("nextPageToken")).isFalse();
        return out;
      }
      token = page.get("nextPageToken").asText();
    }
  }

  private static HttpResponse<String> query(String jql) throws Exception {
    return jira.get(REST + "search/jql?jql=" + URLEncoder.encode(jql, StandardCharsets.UTF_8));
  }

  @Test
  void aTokenIsWantedAsBasicOrBearer() throws Exception {
    assertThat(asking("Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(new ObjectMapper().readTree(asking("Basic ???").body()).get("errorMessages"))
        .hasSize(1);
    assertThat(asking("Bearer " + Running.TOKEN).statusCode()).isEqualTo(200);
    JsonNode me = jira.json(REST + "myself");
    assertThat(me.get("timeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(me.get("accountId").asText()).matches("[0-9a-f]{24}");
  }

  @Test
  void pagesYieldEachTicketOnceInItsOrder() throws Exception {
    String jql = "updated >= \"2026-01-10 00:00\" ORDER BY updated ASC, key ASC";
    List<JsonNode> rows = search(jira, jql, 17, "\"updated\"");
    List<JsonNode> atOnce = search(jira, jql, 100, "\"updated\"");
    assertThat(rows).hasSizeGreaterThan(300).hasSameSizeAs(atOnce);
    assertThat(rows).extracting(r -> r.get("id").asText()).doesNotHaveDuplicates();
    assertThat(rows).extracting(r -> r.at("/fields/updated").asText()).isSorted();
    assertThat(rows).allSatisfy(r -> assertThat(r.get("fields")).hasSize(1));
  }

  @Test
  void aSearchIsToTheMinuteAndInTheUsersZone() throws Exception {
    String jql = "updated >= \"2026-02-20 10:30\" AND project in (NAV, PAY) ORDER BY updated ASC";
    List<JsonNode> rows = search(jira, jql, 100, "\"updated\",\"project\"");
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(
            r -> {
              assertThat(r.at("/fields/updated").asText())
                  .isGreaterThanOrEqualTo("2026-02-20T10:30:00.000+0100")
                  .endsWith("+0100");
              assertThat(r.at("/fields/project/key").asText()).isIn("NAV", "PAY");
            });
  }

  @Test
  void withoutFieldsOnlyTheIdIsTold() throws Exception {
    JsonNode issue =
        new ObjectMapper().readTree(query("project = NAV").body()).get("issues").get(0);
    assertThat(issue.properties()).extracting(e -> e.getKey()).containsExactly("id");
  }

  @Test
  void whatCannotBeAskedIsRefusedInJirasWords() throws Exception {
    for (String jql :
        List.of(
            "",
            "ORDER BY updated",
            "project = NOPE",
            "key = NAV-999999",
            "colour = red",
            "updated >= \"soon\"")) {
      HttpResponse<String> answer = query(jql);
      assertThat(answer.statusCode()).as(jql).isEqualTo(400);
      JsonNode body = new ObjectMapper().readTree(answer.body());
      assertThat(body.get("errorMessages")).hasSize(1);
      assertThat(body.get("errors").isObject()).isTrue();
    }
    assertThat(jira.get(REST + "search?jql=project=NAV").statusCode()).isEqualTo(410);
    assertThat(jira.get(REST + "issue/NAV-999999").statusCode()).isEqualTo(404);
    assertThat(jira.get(REST + "nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void aLongHistoryIsCutInASearchAndWholeInItsOwnPages() throws Exception {
    List<JsonNode> rows = search(jira, "created <= \"2026-03-04 12:00\"", 100, "\"summary\"");
    boolean cut = false;
    for (JsonNode row : rows) {
      int total = row.at("/changelog/total").asInt();
      if (total <= 40) {
        assertThat(row.at("/changelog/histories")).hasSize(total);
        continue;
      }
      cut = true;
      assertThat(row.at("/changelog/histories")).hasSize(40);
      List<String> ids = new ArrayList<>();
      JsonNode page;
      do {
        page =
            jira.json(
                REST
                    + "issue/"
                    + row.get("key").asText()
                    + "/changelog?maxResults=25&startAt="
                    + ids.size());
        page.get("values").forEach(v -> ids.add(v.get("id").asText()));
      } while (!page.get("isLast").asBoolean());
      assertThat(ids).hasSize(total).doesNotHaveDuplicates().isSorted();
    }
    assertThat(cut).isTrue();
  }

  @Test
  void boardsHaveSprintsOfAllStates() throws Exception {
    JsonNode boards = jira.json(AGILE + "board");
    assertThat(boards.get("values")).hasSize(6);
    for (JsonNode board : boards.get("values")) {
      String path = AGILE + "board/" + board.get("id").asText();
      JsonNode configuration = jira.json(path + "/configuration");
      assertThat(configuration.at("/columnConfig/columns")).hasSize(4);
      if (board.get("type").asText().equals("kanban")) {
        assertThat(jira.get(path + "/sprint").statusCode()).isEqualTo(400);
        continue;
      }
      assertThat(configuration.at("/estimation/field/fieldId").asText()).isEqualTo(Fields.POINTS);
      assertThat(jira.json(path + "/sprint?state=closed").get("values")).hasSize(4);
      assertThat(jira.json(path + "/sprint?state=active,future").get("values")).hasSize(2);
      String sprint = jira.json(path + "/sprint?state=active").at("/values/0/id").asText();
      JsonNode in = jira.json(AGILE + "sprint/" + sprint + "/issue?fields=" + Fields.SPRINT);
      assertThat(in.get("issues")).isNotEmpty();
      assertThat(in.at("/issues/0/fields/" + Fields.SPRINT).toString())
          .contains("\"id\":" + sprint)
          .contains("\"boardId\":" + board.get("id").asText());
    }
  }

  @Test
  void aTicketLinksToItsMergeRequests() throws Exception {
    int links = 0;
    for (JsonNode row : search(jira, "project = SHOP", 100, "\"key\"")) {
      JsonNode found = jira.json(REST + "issue/" + row.get("id").asText() + "/remotelink");
      for (JsonNode link : found) {
        String url = link.at("/object/url").asText();
        assertThat(url).containsAnyOf("/-/merge_requests/", "/wiki/");
        links += url.contains("/-/merge_requests/") ? 1 : 0;
      }
    }
    assertThat(links).isGreaterThan(20);
  }

  @Test
  void faultsAndLimitsHoldHereToo() throws Exception {
    jira.post("/simulator/faults?kind=status&number=403&requests=1");
    HttpResponse<String> answer = jira.get(REST + "myself");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("errorMessages");
    jira.post("/simulator/faults?kind=none&rate_limit=1");
    HttpResponse<String> last = answer;
    for (int i = 0; i < 5; i++) {
      last = last.statusCode() == 429 ? last : jira.get(REST + "field");
    }
    jira.post("/simulator/faults?kind=none&rate_limit=0");
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
  }
}
