package io.throughline.simulator.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JenkinsServerTest {
  private static final String PROJECT = "/jenkins/job/telemetry/job/alerting";
  private static final String MAIN = PROJECT + "/job/main";
  private static Running jenkins;

  @BeforeAll
  static void start() throws IOException {
    jenkins = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    jenkins.close();
  }

  private static JsonNode tree(String path, String tree) throws Exception {
    return jenkins.json(path + "/api/json?tree=" + URLEncoder.encode(tree, StandardCharsets.UTF_8));
  }

  private static List<JsonNode> builds() throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    tree(MAIN, "allBuilds").path("allBuilds").forEach(rows::add);
    return rows;
  }

  @Test
  void aUserWithATokenIsWanted() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(jenkins.url() + MAIN)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("X-Jenkins")).isPresent();
    }
    assertThat(jenkins.get("/jenkins/job/none/api/json").statusCode()).isEqualTo(404);
    assertThat(jenkins.get(PROJECT + "/job/PR-999999/api/json").statusCode()).isEqualTo(404);
    assertThat(jenkins.get(MAIN + "/99999/api/json").statusCode()).isEqualTo(404);
    assertThat(jenkins.get(MAIN + "/api/json?tree=%5B").statusCode()).isEqualTo(400);
    assertThat(jenkins.send("POST", MAIN + "/build", "").statusCode()).isEqualTo(403);
  }

  @Test
  void foldersHoldProjectsAndProjectsTheirBranches() throws Exception {
    assertThat(tree("/jenkins", "jobs[name]").at("/jobs/0/name").asText()).isEqualTo("telemetry");
    JsonNode folder =
        tree("/jenkins/job/telemetry", "jobs[_class,name,jobs[name,actions[_class]]{0,1}]{0,100}");
    assertThat(folder.at("/jobs/0/_class").asText()).endsWith("WorkflowMultiBranchProject");
    assertThat(folder.at("/jobs/0/jobs")).hasSize(1);
    assertThat(folder.at("/jobs/0/jobs/0/name").asText()).isEqualTo("main");
    assertThat(folder.at("/jobs/0/jobs/0/actions/1/_class").asText())
        .endsWith("PrimaryInstanceMetadataAction");
    assertThat(folder.at("/jobs/0").has("url")).as("only what is asked for").isFalse();
    List<String> names = new ArrayList<>();
    tree(PROJECT, "jobs[name]").path("jobs").forEach(job -> names.add(job.path("name").asText()));
    assertThat(names.getFirst()).isEqualTo("main");
    assertThat(names.subList(1, names.size())).isNotEmpty().allMatch(n -> n.matches("PR-\\d+"));
  }

  @Test
  void buildsAreListedNewestFirstAndByRanges() throws Exception {
    List<JsonNode> all = builds();
    assertThat(all).hasSizeGreaterThan(10);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).path("number").asInt()).isEqualTo(all.size() - i);
    }
    JsonNode some = tree(MAIN, "allBuilds[number]{3,6}").path("allBuilds");
    assertThat(some).hasSize(3);
    assertThat(some.at("/0/number").asInt()).isEqualTo(all.size() - 3);
    assertThat(tree(MAIN, "lastBuild[number]").at("/lastBuild/number").asInt())
        .isEqualTo(all.size());
  }

  @Test
  void allKindsOfEndsAreAmongThem() throws Exception {
    Set<String> results = new HashSet<>();
    Set<String> causes = new HashSet<>();
    for (JsonNode build : builds()) {
      results.add(build.path("result").asText());
      causes.add(build.at("/actions/0/causes/0/_class").asText());
      boolean tested = build.toString().contains("TestResultAction");
      assertThat(tested)
          .isEqualTo(Set.of("SUCCESS", "UNSTABLE").contains(build.path("result").asText()));
    }
    assertThat(results).contains("SUCCESS").isSubsetOf("SUCCESS", "UNSTABLE", "FAILURE", "ABORTED");
    assertThat(results.contains("UNSTABLE") || results.contains("FAILURE")).isTrue();
    assertThat(causes).anyMatch(c -> c.contains("RebuildCause"));
  }

  @Test
  void whatGoesToProductionWaitedForAWord() throws Exception {
    int good =
        builds().stream()
            .filter(b -> b.path("result").asText().equals("SUCCESS"))
            .findFirst()
            .orElseThrow()
            .path("number")
            .asInt();
    JsonNode run = jenkins.json(MAIN + "/" + good + "/wfapi/describe");
    assertThat(run.path("stages")).hasSize(3);
    assertThat(run.at("/stages/2/name").asText()).isEqualTo("Approve");
    assertThat(run.at("/stages/2/pauseDurationMillis").asLong()).isPositive();
    assertThat(run.path("endTimeMillis").asLong()).isPositive();
  }

  @Test
  void whatJenkinsBuildsHasNoPipelineInGitLab() throws Exception {
    String project = "/api/v4/projects/brightwater%2Ffleet%2Falerting";
    assertThat(jenkins.json(project + "/pipelines")).isEmpty();
    assertThat(jenkins.json(project + "/jobs")).isEmpty();
    assertThat(jenkins.json(project + "/deployments")).isNotEmpty();
    JsonNode merged = jenkins.json(project + "/merge_requests?state=merged&per_page=1").path(0);
    String one = project + "/merge_requests/" + merged.path("iid").asInt();
    assertThat(jenkins.json(one + "/pipelines")).isEmpty();
    assertThat(jenkins.json(one).path("head_pipeline").isNull()).isTrue();
  }

  @Test
  void whatAGoodBuildLeftBehindIsListedAndServed() throws Exception {
    JsonNode build =
        builds().stream()
            .filter(b -> b.path("result").asText().equals("SUCCESS"))
            .filter(b -> !b.path("artifacts").isEmpty())
            .findFirst()
            .orElseThrow();
    String files = MAIN + "/" + build.path("number").asInt() + "/artifact/";
    Set<String> listed = new HashSet<>();
    for (JsonNode artifact : build.path("artifacts")) {
      String path = artifact.path("relativePath").asText();
      listed.add(path);
      assertThat(jenkins.get(files + path).statusCode()).as(path).isEqualTo(200);
    }
    JsonNode evidence = jenkins.json(files + ".throughline/results/gates.json");
    int told = 0;
    for (JsonNode gate : evidence.path("gates")) {
      for (JsonNode report : gate.path("reports")) {
        told++;
        String path = report.path("path").asText();
        assertThat(listed).contains(path);
        assertThat(jenkins.get(files + path).body()).hasSize(report.path("bytes").asInt());
      }
    }
    assertThat(told).isGreaterThan(2);
    assertThat(jenkins.get(files + "reports/none.xml").statusCode()).isEqualTo(404);
  }
}
