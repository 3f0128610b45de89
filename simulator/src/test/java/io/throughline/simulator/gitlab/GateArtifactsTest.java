package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GateArtifactsTest {
  private static final String PROJECT = "/api/v4/projects/1202";
  private static Running gitlab;

  @BeforeAll
  static void start() throws IOException {
    gitlab = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    gitlab.close();
  }

  private static List<JsonNode> jobs(String project) throws Exception {
    return gitlab.all(project + "/jobs?pagination=keyset&order_by=id&sort=desc&per_page=100");
  }

  private static List<JsonNode> gates(String project) throws Exception {
    return jobs(project).stream().filter(j -> j.path("name").asText().equals("gates")).toList();
  }

  private static String artifact(JsonNode job) {
    return PROJECT
        + "/jobs/"
        + job.path("id").asText()
        + "/artifacts/.throughline/results/gates.json";
  }

  @Test
  void pagesByKeyHoldEachJobOnceNewestFirst() throws Exception {
    List<JsonNode> byKey = jobs(PROJECT);
    assertThat(byKey).extracting(j -> -j.path("id").asLong()).isSorted().doesNotHaveDuplicates();
    assertThat(byKey).hasSameSizeAs(gitlab.all(PROJECT + "/jobs?per_page=100"));
  }

  @Test
  void theEvidenceOfAJobIsServedAsItIs() throws Exception {
    int served = 0;
    for (JsonNode job : gates(PROJECT)) {
      boolean listed = job.path("artifacts_file").path("filename").asText().equals("artifacts.zip");
      if (!listed) {
        assertThat(job.path("artifacts")).isEmpty();
        assertThat(gitlab.get(artifact(job)).statusCode()).isEqualTo(404);
      } else if (gitlab.get(artifact(job)).statusCode() == 200) {
        served++;
        JsonNode evidence = gitlab.json(artifact(job));
        boolean good = evidence.path("exit_code").asInt() == 0;
        assertThat(evidence.path("version").asInt()).isEqualTo(1);
        assertThat(evidence.path("commit")).isEqualTo(job.path("pipeline").path("sha"));
        assertThat(evidence.path("service").asText()).isEqualTo("map-tiles");
        assertThat(job.path("status").asText()).isEqualTo(good ? "success" : "failed");
        assertThat(job.path("allow_failure").asBoolean()).isTrue();
      }
    }
    assertThat(served).isGreaterThan(50);
  }

  @Test
  void eachGateTellsWhatWasMeasured() throws Exception {
    JsonNode job =
        gates(PROJECT).stream()
            .filter(
                j ->
                    j.path("ref").asText().equals("main")
                        && j.path("status").asText().equals("success"))
            .findFirst()
            .orElseThrow();
    JsonNode gates = gitlab.json(artifact(job)).path("gates");
    List<String> told = new ArrayList<>();
    gates.forEach(
        gate ->
            gate.path("measured")
                .forEach(
                    m -> told.add(gate.path("gate").asText() + " " + m.path("kind").asText())));
    assertThat(told)
        .containsExactly(
            "unit-test tests",
            "unit-test coverage",
            "static-analysis code-findings",
            "container-analysis composition-findings",
            "functional-test browser-tests",
            "functional-test api",
            "load-test load",
            "security-test running-findings");
    JsonNode scan = gates.get(2).path("measured").get(0);
    assertThat(scan.path("digest").asText()).matches("sha256:[0-9a-f]{64}");
    int counted = 0;
    for (String severity : List.of("critical", "high", "medium", "low", "unknown")) {
      counted += scan.path(severity).asInt();
    }
    assertThat(gates.get(2).path("findings")).hasSize(counted);
  }

  @Test
  void theReportsAreServedBesideTheEvidence() throws Exception {
    JsonNode job =
        gates(PROJECT).stream()
            .filter(j -> j.path("ref").asText().equals("main"))
            .filter(j -> j.path("status").asText().equals("success"))
            .findFirst()
            .orElseThrow();
    String files = PROJECT + "/jobs/" + job.path("id").asText() + "/artifacts/";
    List<String> told = new ArrayList<>();
    for (JsonNode gate : gitlab.json(artifact(job)).path("gates")) {
      for (JsonNode report : gate.path("reports")) {
        String path = report.path("path").asText();
        HttpResponse<String> file = gitlab.get(files + path);
        assertThat(file.statusCode()).as(path).isEqualTo(200);
        assertThat(file.body()).hasSize(report.path("bytes").asInt());
        told.add(report.path("format").asText());
      }
    }
    assertThat(told)
        .containsExactly(
            "junit",
            "cobertura",
            "sarif",
            "trivy",
            "playwright",
            "openapi",
            "har",
            "jmeter-csv",
            "zap");
  }

  @Test
  void nothingElseIsAmongTheArtifacts() throws Exception {
    JsonNode job = gates(PROJECT).getFirst();
    assertThat(gitlab.get(artifact(job).replace("gates.json", "../reports/")).statusCode())
        .isEqualTo(404);
    assertThat(gitlab.get(artifact(job) + ".bak").statusCode()).isEqualTo(404);
    assertThat(gitlab.get(PROJECT + "/jobs/1/artifacts/a.json").statusCode()).isEqualTo(404);
    assertThat(gitlab.json(PROJECT + "/jobs/" + job.path("id").asText()).path("name").asText())
        .isEqualTo("gates");
  }

  @Test
  void aProjectWithoutAServiceHasNoGates() throws Exception {
    assertThat(gates("/api/v4/projects/1215")).isEmpty();
  }

  @Test
  void theSummaryOfTestsAddsUpItsSuites() throws Exception {
    JsonNode pipeline = gitlab.json(PROJECT + "/pipelines?ref=main&status=success").get(0);
    JsonNode summary =
        gitlab.json(
            PROJECT + "/pipelines/" + pipeline.path("id").asText() + "/test_report_summary");
    int count = 0;
    for (JsonNode suite : summary.path("test_suites")) {
      count += suite.path("total_count").asInt();
    }
    assertThat(summary.path("total").path("count").asInt()).isEqualTo(count).isPositive();
    assertThat(summary.path("total").has("suite_error")).isTrue();
  }
}
