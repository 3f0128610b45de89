package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GateRun;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatesFeedTest {
  private static final String FILE = "/artifacts/.throughline/results/gates.json";
  private static final String SHA = "a".repeat(40);

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final GatesFeed feed = new GatesFeed();

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.bodies.put(
        "/projects", "[{\"id\":12,\"path_with_namespace\":\"a/b\",\"default_branch\":\"main\"}]");
    readings.read(new ProjectsFeed());
    readings.memory.settings.put("gates", ".throughline/results/gates.json");
    gitlab.bodies.put("/projects/12/pipelines", "[" + pipeline(5, "success", "2026-01-10") + "]");
    gitlab.bodies.put(
        "/projects/12/jobs",
        "["
            + String.join(
                ",",
                job(84, 5, "quality-gates", "success", true),
                job(83, 5, "gates", "failed", true),
                job(82, 5, "gates", "success", false),
                job(81, 5, "unit-tests", "success", true))
            + "]");
    evidence(84, "pass");
    evidence(83, "fail");
    evidence(82, "pass");
    evidence(81, "pass");
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private static String pipeline(int id, String status, String day) {
    return ("{\"id\":%d,\"iid\":%d,\"status\":\"%s\",\"ref\":\"main\",\"sha\":\"%s\","
            + "\"web_url\":\"https://gitlab/a/b/-/pipelines/%d\","
            + "\"created_at\":\"%sT08:00:00Z\",\"updated_at\":\"%sT08:30:00Z\"}")
        .formatted(id, id, status, SHA, id, day, day);
  }

  private static String job(int id, int pipeline, String name, String status, boolean artifacts) {
    return ("{\"id\":%d,\"name\":\"%s\",\"status\":\"%s\",\"created_at\":\"2026-01-10T08:00:00Z\","
            + "\"finished_at\":\"2026-01-10T08:20:%02dZ\",\"web_url\":\"https://gitlab/jobs/%d\","
            + "%s\"pipeline\":%s}")
        .formatted(
            id,
            name,
            status,
            id - 50,
            id,
            artifacts ? "\"artifacts_file\":{\"filename\":\"artifacts.zip\",\"size\":9}," : "",
            pipeline(pipeline, "success", "2026-01-10"));
  }

  private void evidence(int job, String verdict) {
    gitlab.bodies.put(
        "/projects/12/jobs/" + job + FILE,
        ("{\"version\":1,\"verdict\":\"%s\",\"service\":\"pay\",\"gates\":[{\"gate\":\"unit-test\","
                + "\"title\":\"Unit test\",\"verdict\":\"%s\",\"conditions\":[],\"measured\":"
                + "[{\"kind\":\"tests\",\"format\":\"junit\",\"passed\":%d,\"failed\":0}]}]}")
            .formatted(verdict, verdict, job));
  }

  private Mapped map(MemoryRun.Stored stored) throws UnmappableException {
    return map(stored.kind(), Channel.POLL, stored.context(), stored.body(), Map.of());
  }

  private static Mapped map(
      String kind,
      Channel channel,
      Map<String, String> context,
      String body,
      Map<String, String> settings)
      throws UnmappableException {
    return new GitLabMapper()
        .map(
            new Delivery(
                1,
                "gitlab",
                channel,
                kind,
                context,
                Instant.parse("2026-06-01T00:00:00Z"),
                body.getBytes(StandardCharsets.UTF_8)),
            new MappingContext(3, List.of(), List.of(), List.of(), settings));
  }

  @Test
  void nothing_is_asked_where_the_setting_is_left_out() throws Exception {
    readings.memory.settings.clear();
    gitlab.asked.clear();
    readings.read(feed);

    assertThat(gitlab.asked).isEmpty();
  }

  @Test
  void each_run_of_the_job_that_left_artifacts_is_evidence_of_its_own() throws Exception {
    readings.read(feed);

    List<MemoryRun.Stored> stored = readings.memory.of("gate_evidence");
    assertThat(stored)
        .extracting(s -> s.context().get("job"))
        .containsExactlyInAnyOrder("83", "84");
    assertThat(stored)
        .allSatisfy(
            one ->
                assertThat(one.context())
                    .containsEntry("project", "12")
                    .containsEntry("sha", SHA)
                    .containsEntry("ref", "main")
                    .containsEntry("build", "https://gitlab/a/b/-/pipelines/5"));
    assertThat(gitlab.asked("/artifacts/")).isEqualTo(2);
    assertThat(gitlab.asked("/pipelines/5/jobs")).as("the list has told them").isZero();
    assertThat(readings.memory.of("jobs")).as("another feed keeps the jobs").isEmpty();
  }

  @Test
  void evidence_becomes_runs_of_the_project_at_the_end_of_their_jobs() throws Exception {
    readings.read(feed);
    MemoryRun.Stored last =
        readings.memory.of("gate_evidence").stream()
            .filter(s -> s.context().get("job").equals("84"))
            .findFirst()
            .orElseThrow();
    GateRun run =
        map(last).snapshots().stream()
            .map(v -> v.snapshot())
            .filter(GateRun.class::isInstance)
            .map(GateRun.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(run.projectId()).isEqualTo(FactId.of(3, 12));
    assertThat(run.at()).isEqualTo("2026-01-10T08:20:34Z");
    assertThat(run.webUrl()).isEqualTo("https://gitlab/jobs/84");
    assertThat(run.verdict()).isEqualTo("pass");
  }

  @Test
  void a_later_pipeline_is_asked_for_its_jobs_once_it_is_over() throws Exception {
    readings.read(feed);
    gitlab.bodies.put("/projects/12/pipelines", "[" + pipeline(7, "running", "2026-12-30") + "]");
    readings.read(feed);
    assertThat(gitlab.asked("/pipelines/7/jobs")).isZero();

    gitlab.bodies.put("/projects/12/pipelines", "[]");
    gitlab.bodies.put("/projects/12/pipelines/7", pipeline(7, "failed", "2026-12-31"));
    gitlab.bodies.put(
        "/projects/12/pipelines/7/jobs", "[" + job(99, 7, "gates", "failed", true) + "]");
    evidence(99, "fail");
    readings.read(feed);

    assertThat(readings.memory.of("gate_evidence"))
        .extracting(s -> s.context().get("job"))
        .contains("99");
    assertThat(gitlab.asked("/projects/12/jobs?")).as("read once").isOne();
  }

  @Test
  void what_ended_before_the_history_begins_is_left_out() throws Exception {
    gitlab.bodies.put(
        "/projects/12/jobs",
        "["
            + job(84, 5, "gates", "success", true)
            + ","
            + job(83, 5, "gates", "failed", true).replace("2026-01-10T08:20", "2025-02-28T23:59")
            + "]");
    readings.read(feed);

    assertThat(readings.memory.of("gate_evidence"))
        .extracting(s -> s.context().get("job"))
        .containsExactly("84");
  }

  @Test
  void another_job_can_be_named() throws Exception {
    readings.memory.settings.put("gates_job", "unit-tests");
    readings.read(feed);

    assertThat(readings.memory.of("gate_evidence"))
        .extracting(s -> s.context().get("job"))
        .containsExactly("81");
  }

  @Test
  void what_has_expired_is_told_and_stops_nothing() throws Exception {
    gitlab.bodies.remove("/projects/12/jobs/83" + FILE);
    gitlab.faults = path -> path.contains("/jobs/83/") ? new Fault(404, "{}") : null;
    readings.read(feed);

    assertThat(readings.memory.of("gate_evidence")).hasSize(1);
    assertThat(readings.memory.notices)
        .hasEntrySatisfying(
            "gates|12/artifacts", text -> assertThat(text).contains("gates.json", "a/b"));
  }

  @Test
  void a_file_over_4_megabytes_is_left_out() throws Exception {
    byte[] large = new byte[4 * 1024 * 1024 + 1];
    HttpDoor door =
        new HttpDoor() {
          @Override
          public Page get(String path) throws SourceException, InterruptedException {
            return readings.door.get(path);
          }

          @Override
          public Page ask(String path, byte[] question)
              throws SourceException, InterruptedException {
            return readings.door.ask(path, question);
          }

          @Override
          public Page file(String path) throws SourceException, InterruptedException {
            return path.contains("/83/")
                ? new Page(200, Map.of("content-type", "application/json"), large)
                : readings.door.file(path);
          }
        };
    feed.read(new MemoryRun(readings.memory, feed.id(), door, readings.clock));

    assertThat(readings.memory.of("gate_evidence")).hasSize(1);
    assertThat(readings.memory.notices.get("gates|12/artifacts")).contains("4 MB");
  }

  @Test
  void a_file_over_the_cap_of_the_door_is_left_out() throws Exception {
    gitlab.bodies.put("/projects/12/jobs/83" + FILE, "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}");
    readings.read(feed);

    assertThat(readings.memory.of("gate_evidence")).hasSize(1);
    assertThat(readings.memory.notices.get("gates|12/artifacts")).contains("4 MB");
  }

  @Test
  void what_is_no_json_is_kept_and_cannot_be_mapped() throws Exception {
    gitlab.bodies.put("/projects/12/jobs/83" + FILE, "{\"version\":1,");
    readings.read(feed);

    MemoryRun.Stored cut =
        readings.memory.of("gate_evidence").stream()
            .filter(s -> s.context().get("job").equals("83"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> map(cut)).isInstanceOf(UnmappableException.class);
  }

  @Test
  void a_web_page_is_no_artifact() {
    gitlab.bodies.put("/projects/12/jobs/83" + FILE, "<html>sign in</html>");
    gitlab.types.put("/projects/12/jobs/83" + FILE, "text/html; charset=utf-8");

    assertThatThrownBy(() -> readings.read(feed))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("web page");
  }

  @Test
  void a_finished_pipelines_webhook_wishes_for_its_gates_where_they_are_read() throws Exception {
    String hook =
        "{\"object_kind\":\"pipeline\",\"object_attributes\":{\"id\":7,\"status\":\"success\","
            + "\"created_at\":\"2026-01-10 08:00:00 UTC\"},\"project\":{\"id\":12,"
            + "\"path_with_namespace\":\"a/b\"},\"builds\":[]}";
    Map<String, String> on = Map.of("gates", "g.json", "test_reports", "true");

    assertThat(map("Pipeline Hook", Channel.WEBHOOK, Map.of(), hook, Map.of()).refreshes())
        .extracting(Refresh::feed)
        .containsExactly("pipeline");
    assertThat(map("Pipeline Hook", Channel.WEBHOOK, Map.of(), hook, on).refreshes())
        .extracting(Refresh::feed)
        .containsExactly("pipeline", "gates", "test_report");
  }

  @Test
  void a_wish_reads_the_gates_of_one_pipeline() throws Exception {
    gitlab.bodies.put(
        "/projects/12/pipelines/7/jobs", "[" + job(84, 7, "gates", "success", true) + "]");

    assertThat(feed.refresh(readings.run(feed), new Refresh("gates", "12", "7"))).isTrue();
    assertThat(feed.refresh(readings.run(feed), new Refresh("pipeline", "12", "7"))).isFalse();
    assertThat(readings.memory.of("gate_evidence")).hasSize(1);
  }

  @Test
  void the_summary_of_tests_is_read_where_it_is_wanted() throws Exception {
    gitlab.bodies.put(
        "/projects/12/pipelines/5/test_report_summary",
        "{\"total\":{\"time\":9.5,\"count\":20,\"success\":15,\"failed\":2,\"skipped\":2,"
            + "\"error\":1,\"suite_error\":null},\"test_suites\":[]}");
    TestReportsFeed tests = new TestReportsFeed();
    readings.read(tests);
    assertThat(gitlab.asked("test_report_summary")).isZero();
    readings.memory.settings.put("test_reports", "true");
    readings.read(tests);

    MemoryRun.Stored stored = readings.memory.of("test_report_summary").getFirst();
    BuildReport report = (BuildReport) map(stored).snapshots().getFirst().snapshot();
    assertThat(report.kind()).isEqualTo("tests");
    assertThat(report.format()).isEqualTo("gitlab");
    assertThat(report.passed()).isEqualTo(15);
    assertThat(report.failed()).as("errors included").isEqualTo(3);
    assertThat(report.skipped()).isEqualTo(2);
    assertThat(report.flaky()).as("nobody says").isNull();
    assertThat(report.lines()).isNull();
    assertThat(report.sha()).isEqualTo(SHA);
    assertThat(report.at()).isEqualTo("2026-01-10T08:30:00Z");
  }

  @Test
  void a_summary_of_no_test_says_nothing() throws Exception {
    String none = "{\"total\":{\"time\":0,\"count\":0,\"success\":0,\"failed\":0,\"skipped\":0}}";

    Mapped mapped =
        map("test_report_summary", Channel.POLL, Map.of("project", "12"), none, Map.of());

    assertThat(mapped.snapshots()).isEmpty();
    assertThat(mapped.ignored()).isNotNull();
  }
}
