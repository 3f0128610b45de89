package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GitLabServerTest {
  private static Running gitlab;

  @BeforeAll
  static void start() throws IOException {
    gitlab = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    gitlab.close();
  }

  private static int status(Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gitlab.url() + "/api/v4/user"));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void aTokenIsWantedInOneOfTwoHeaders() throws Exception {
    assertThat(status(Map.of())).isEqualTo(401);
    assertThat(status(Map.of("PRIVATE-TOKEN", "wrong"))).isEqualTo(401);
    assertThat(status(Map.of("PRIVATE-TOKEN", Running.TOKEN))).isEqualTo(200);
    assertThat(status(Map.of("Authorization", "Bearer " + Running.TOKEN))).isEqualTo(200);
  }

  @Test
  void followingLinksYieldsEachMergeRequestOnce() throws Exception {
    String path = "/api/v4/groups/brightwater/merge_requests?order_by=updated_at&sort=asc";
    List<JsonNode> rows = gitlab.all(path + "&per_page=37");
    int total = Integer.parseInt(gitlab.get(path).headers().firstValue("X-Total").orElseThrow());
    assertThat(rows).hasSize(total).hasSizeGreaterThan(300);
    assertThat(rows).extracting(r -> r.get("id").asLong()).doesNotHaveDuplicates();
    assertThat(rows).extracting(r -> r.get("updated_at").asText()).isSorted();
  }

  @Test
  void someRepositoriesShareAConnectedModeAndTheOthersHaveNoSuchFolder() throws Exception {
    int connected = 0;
    List<JsonNode> projects = gitlab.all("/api/v4/projects?per_page=100");
    for (JsonNode project : projects) {
      String tree = "/api/v4/projects/" + project.get("id").asText() + "/repository/tree";
      boolean shown =
          gitlab.all(tree).stream().anyMatch(e -> e.get("path").asText().equals(".sonarlint"));
      HttpResponse<String> folder = gitlab.get(tree + "?path=.sonarlint");
      assertThat(folder.statusCode()).isEqualTo(shown ? 200 : 404);
      assertThat(folder.body().contains(".sonarlint/connectedMode.json")).isEqualTo(shown);
      connected += shown ? 1 : 0;
    }
    assertThat(connected).isPositive().isLessThan(projects.size());
    assertThat(gitlab.get("/api/v4/projects/1201/repository/tree?path=../x").statusCode())
        .isEqualTo(404);
  }

  @Test
  void projectsAndUsersComeInKeysetPagesToo() throws Exception {
    for (String what : List.of("projects", "users")) {
      String path = "/api/v4/" + what + "?pagination=keyset&order_by=id&sort=asc&per_page=4";
      List<JsonNode> rows = gitlab.all(path);
      assertThat(rows).hasSize(gitlab.all("/api/v4/" + what + "?per_page=100").size());
      assertThat(rows).extracting(r -> r.get("id").asLong()).isSorted().doesNotHaveDuplicates();
      assertThat(gitlab.get(path).headers().firstValue("X-Total")).isEmpty();
    }
    assertThat(gitlab.get("/api/v4/projects/1201/pipelines?pagination=keyset").statusCode())
        .isEqualTo(405);
  }

  @Test
  void updatedAfterLeavesOutWhatIsOlder() throws Exception {
    String path = "/api/v4/projects/1201/merge_requests?updated_after=2026-02-20T00:00:00Z";
    assertThat(gitlab.all(path))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.get("updated_at").asText()).isGreaterThan("2026-02-20"));
  }

  @Test
  void deploymentsRefuseAFilterWithoutItsOrder() throws Exception {
    String path = "/api/v4/projects/1201/deployments?updated_after=2026-02-20T00:00:00Z";
    assertThat(gitlab.get(path).statusCode()).isEqualTo(400);
    assertThat(gitlab.all(path + "&order_by=updated_at&sort=asc")).isNotEmpty();
  }

  @Test
  void aSuccessfulDeploymentNamesWhatItCarried() throws Exception {
    String deployments = "/api/v4/projects/brightwater%2Fcommerce%2Fweb-shop/deployments";
    List<JsonNode> good =
        gitlab.all(deployments + "?environment=production&status=success&per_page=100");
    assertThat(good).isNotEmpty();
    JsonNode first = gitlab.json(deployments + "/" + good.getFirst().get("id") + "/merge_requests");
    assertThat(first).isNotEmpty();
    assertThat(first.get(0).get("state").asText()).isEqualTo("merged");
  }

  @Test
  void everyPartOfAMergeRequestAnswers() throws Exception {
    String one = "/api/v4/projects/1201/merge_requests/1";
    for (String part :
        List.of(
            "",
            "/commits",
            "/diffs",
            "/versions",
            "/notes",
            "/discussions",
            "/approvals",
            "/reviewers",
            "/resource_state_events",
            "/pipelines")) {
      assertThat(gitlab.get(one + part).statusCode()).as(part).isEqualTo(200);
    }
    assertThat(gitlab.get(one + "000000").statusCode()).isEqualTo(404);
  }

  @Test
  void aDiffHasAsManyLinesAsTheModelSays() throws Exception {
    for (JsonNode file : gitlab.all("/api/v4/projects/1202/merge_requests/3/diffs")) {
      String text = file.get("diff").asText();
      long added = text.lines().filter(l -> l.startsWith("+")).count();
      long headed =
          text.lines()
              .filter(l -> l.startsWith("@@"))
              .mapToLong(l -> Long.parseLong(l.replaceAll(".*\\+\\d+,(\\d+) @@", "$1")))
              .sum();
      long kept = text.lines().filter(l -> l.startsWith(" ")).count();
      assertThat(headed).isEqualTo(added + kept);
    }
  }

  @Test
  void faultsComeOnDemandAndGoAway() throws Exception {
    gitlab.post("/simulator/faults?kind=status&number=503&requests=2");
    assertThat(gitlab.get("/api/v4/version").statusCode()).isEqualTo(503);
    assertThat(gitlab.get("/api/v4/version").statusCode()).isEqualTo(503);
    assertThat(gitlab.get("/api/v4/version").statusCode()).isEqualTo(200);
    gitlab.post("/simulator/faults?kind=html&requests=1");
    assertThat(gitlab.get("/api/v4/version").body()).startsWith("<html>");
    gitlab.post("/simulator/faults?kind=half&requests=1");
    assertThatThrownBy(() -> gitlab.get("/api/v4/version")).isInstanceOf(IOException.class);
    assertThat(gitlab.post("/simulator/faults?kind=nonsense").get("message").asText())
        .contains("revoked");
  }

  @Test
  void aRateLimitAnswers429WithItsHeaders() throws Exception {
    gitlab.post("/simulator/faults?rate_limit=1");
    try {
      HttpResponse<String> answer = gitlab.get("/api/v4/version");
      for (int i = 0; i < 50 && answer.statusCode() != 429; i++) {
        answer = gitlab.get("/api/v4/version");
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains("0");
    } finally {
      gitlab.post("/simulator/faults?rate_limit=0");
    }
  }

  @Test
  void aDeletedMergeRequestVanishes() throws Exception {
    gitlab.post("/simulator/delete-mr?project=docking&iid=2");
    assertThat(gitlab.get("/api/v4/projects/1203/merge_requests/2").statusCode()).isEqualTo(404);
    assertThat(gitlab.all("/api/v4/projects/1203/merge_requests?per_page=100"))
        .extracting(r -> r.get("iid").asInt())
        .contains(1)
        .doesNotContain(2);
  }

  @Test
  void aTransferredProjectKeepsItsIdAndRedirectsFromItsOldPath() throws Exception {
    gitlab.post("/simulator/transfer-project?project=report-builder&to=brightwater/labs");
    assertThat(gitlab.json("/api/v4/projects/1214").get("path_with_namespace").asText())
        .isEqualTo("brightwater/labs/report-builder");
    HttpResponse<String> old =
        gitlab.get("/api/v4/projects/brightwater%2Fcommerce%2Freport-builder");
    assertThat(old.statusCode()).isEqualTo(301);
    assertThat(old.headers().firstValue("Location")).get().asString().endsWith("/projects/1214");
  }

  @Test
  void theTruthIsServedWithItsItems() throws Exception {
    String query = "metric=time_to_merge&team=fleet&from=2026-01-05&to=2026-03-02";
    JsonNode weeks = gitlab.json("/simulator/truth?grain=week&" + query).get("items");
    JsonNode items = gitlab.json("/simulator/truth/items?" + query).get("items");
    int n = 0;
    for (JsonNode week : weeks) {
      n += week.get("n").asInt();
    }
    assertThat(weeks).hasSize(8);
    assertThat(n).isEqualTo(items.size()).isPositive();
  }

  @Test
  void theConfigurationNamesEveryTeam() throws Exception {
    assertThat(gitlab.get("/simulator/throughline.yaml").body())
        .contains("id: navigation", "kind: library", "bots: [deploy-butler]", "agents: [claude]");
  }
}
