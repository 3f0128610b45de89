package io.throughline.source.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Job;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real payloads that lie beside the project on some machines; skipped where they do not. Each is
 * what these tests say, and none is left out.
 */
final class JenkinsFixturesTest {
  private static final Map<String, String> CONTEXT = Map.of("project", "shop", "job", "shop");

  private static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolveSibling("shared").resolve("fixtures");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    Assumptions.abort("no fixtures beside the project");
    return Path.of("");
  }

  private static Mapped page(String kind, byte[] body) throws UnmappableException {
    return JenkinsSamples.map(Channel.POLL, kind, CONTEXT, body, Map.of());
  }

  private static byte[] read(String file) throws IOException {
    return Files.readAllBytes(folder().resolve(file));
  }

  /** Builds: what became of each, of which commit and branch, and how long it ran. */
  @ParameterizedTest
  @CsvSource({
    "hygieia/buildDetails_withMultipleRepos, failed, 0.214, 385bbf9dd7bc367b9980f58a6c4489ba95cbb9a9, test, ",
    "hygieia/buildDetails_withRepo-branch, failed, 0.214, f6617799ff337984df0b80156995ddb87f60c0af, master, ",
    "hygieia/buildDetails_withRepo-multipleBranches, failed, 0.214, f6617799ff337984df0b80156995ddb87f60c0af, master, ",
    "hygieia/buildDetails_withRepo-refsRemotesBranch, failed, 0.214, f6617799ff337984df0b80156995ddb87f60c0af, master, ",
    "jenkins-rest/build-info, success, 60.75, , , manual",
    "jenkins-rest/build-info-no-params, success, 60.75, , , manual",
    "jenkins-rest/build-info-empty-and-null-params, success, 60.75, , , manual",
    "jenkins-rest/build-info-git-commit, success, 60.75, d27afa0805201322d846d7defc29b82c88d9b5ce, , manual"
  })
  void builds(String file, String status, double seconds, String sha, String ref, String trigger)
      throws Exception {
    Mapped mapped = page("build", read("jenkins/" + file + ".json"));
    assertThat(JenkinsSamples.snapshots(mapped, Pipeline.class))
        .singleElement()
        .extracting(
            Pipeline::status,
            Pipeline::durationSeconds,
            Pipeline::sha,
            Pipeline::ref,
            Pipeline::trigger)
        .containsExactly(status, seconds, sha, ref, trigger);
  }

  @Test
  void aBuildOfPercevalIsInsideItsEnvelope() throws Exception {
    byte[] whole = read("jenkins/perceval/jenkins_build.json");
    assertThat(refusal("build", whole)).contains("whole number");
    String text = new String(whole, StandardCharsets.UTF_8);
    String data = text.substring(text.indexOf("\"data\":") + 7, text.lastIndexOf("\"origin\""));
    byte[] build = data.substring(0, data.lastIndexOf(',')).getBytes(StandardCharsets.UTF_8);
    assertThat(JenkinsSamples.snapshots(page("build", build), Pipeline.class))
        .singleElement()
        .extracting(Pipeline::status, Pipeline::sha, Pipeline::ref, Pipeline::trigger)
        .containsExactly(
            "success", "9d3cab8d46e5823fee43a0b6c2f19d5dccfa4c3a", "master", "upstream");
  }

  @Test
  void aJobWithAllItsBuilds() throws Exception {
    byte[] body = read("jenkins/perceval/jenkins_job_builds.json");
    List<Pipeline> builds = JenkinsSamples.snapshots(page("builds", body), Pipeline.class);
    int told = StrictJson.read(body).at("builds").items().size();
    assertThat(builds).hasSize(told).hasSizeGreaterThan(20);
    Map<String, Long> statuses = new TreeMap<>();
    builds.forEach(b -> statuses.merge(b.status(), 1L, Long::sum));
    assertThat(statuses).isEqualTo(new TreeMap<>(Map.of("success", 20L, "failed", 12L)));
    assertThat(builds).allMatch(b -> b.sha() != null && "master".equals(b.ref()));
    assertThat(builds).extracting(Pipeline::id).doesNotHaveDuplicates();
  }

  @Test
  void aBuildOfTheYear2149IsNotBelieved() throws Exception {
    assertThat(refusal("build", read("jenkins/hygieia/buildDetails_noChangeSet.json")))
        .contains("more than 24 hours ahead");
  }

  /** Lists of jobs, and which of them are projects. */
  @ParameterizedTest
  @CsvSource({
    "hygieia/instanceJobs_multibranchPipeline, 'job1:master'",
    "hygieia/instanceJobs_twoJobsTwoBuilds, 'job1:null,job2:null'",
    "jenkins-rest/jobsInJenkinsFolder, 'Test Project:null'",
    "jenkins-rest/jobsInRootFolder, 'Test Tool:null,Test MultiBranch Project:null,Test Free Style:null,Test Workflow Job:null'",
    "perceval/jenkins_jobs, 'apex-build-brahmaputra:null,apex-build-master:null,500-error-job:null,invalid-json-job:null,zowe-docs-site:null'",
    "knowhow/instance_jobs_multibranch_pipeline, 'master:null'"
  })
  void lists(String file, String projects) throws Exception {
    Mapped mapped =
        JenkinsSamples.map(
            Channel.POLL, "jobs", Map.of(), read("jenkins/" + file + ".json"), Map.of());
    assertThat(JenkinsSamples.snapshots(mapped, Project.class))
        .extracting(p -> p.path() + ":" + p.defaultBranch())
        .containsExactly(projects.split(","));
  }

  @Test
  void buildsThatTellOnlyTheirNumbersAreRefused() throws Exception {
    assertThat(
            refusal("builds", read("jenkins/hygieia/instanceJobs_multibranchPipeline-master.json")))
        .contains("milliseconds");
    assertThat(refusal("builds", read("jenkins/jenkins-rest/job-info.json")))
        .contains("milliseconds");
  }

  @Test
  void buildsOfAProjectOfBranches() throws Exception {
    byte[] body = read("jenkins/knowhow/instance_jobs_multibranch_pipeline.json");
    assertThat(JenkinsSamples.snapshots(page("builds", body), Pipeline.class))
        .extracting(Pipeline::status, Pipeline::durationSeconds)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("success", 296.508),
            org.assertj.core.groups.Tuple.tuple("canceled", 296.508));
  }

  @Test
  void stagesOfARun() throws Exception {
    Map<String, String> context = new TreeMap<>(CONTEXT);
    context.put("pipeline", "16");
    Mapped mapped =
        JenkinsSamples.map(
            Channel.POLL, "stages", context, read("jenkins/jenkins-rest/workflow.json"), Map.of());
    assertThat(JenkinsSamples.snapshots(mapped, Job.class))
        .extracting(Job::name, Job::status, Job::durationSeconds)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Build", "success", 5.228),
            org.assertj.core.groups.Tuple.tuple("Test", "success", 4.994),
            org.assertj.core.groups.Tuple.tuple("Deploy", "manual", null));
  }

  /** What no feed asks for is no page of ours, whatever it is taken for. */
  @ParameterizedTest
  @CsvSource({
    "computer",
    "overall-load",
    "pipeline-node",
    "pipelineNodeLog",
    "plugins",
    "queue",
    "queueItemCancelled",
    "queueItemEmptyParameterValue",
    "queueItemMissingTaskUrl",
    "queueItemMultipleParameters",
    "queueItemNullTaskName",
    "queueItemPending",
    "queueItemRunning",
    "runHistory"
  })
  void othersAreRefused(String file) throws Exception {
    byte[] body = read("jenkins/jenkins-rest/" + file + ".json");
    for (String kind : List.of("jobs", "builds", "build")) {
      assertThat(refusal(kind, body)).as(kind).contains("expected");
    }
  }

  @Test
  void aNotification() throws Exception {
    Mapped mapped = hook(read("jenkins/notification-plugin/finalized-success-git.json"));
    assertThat(mapped.refreshes()).containsExactly(new Refresh("build", "Synapse", "8"));
  }

  @Test
  void everyCdEventIsAWishOrSaysWhyNot() throws Exception {
    Map<String, String> said = new TreeMap<>();
    for (Path file : files("cdevents")) {
      String name = file.getParent().getFileName() + "/" + file.getFileName();
      said.put(name, outcome(Files.readAllBytes(file)));
    }
    assertThat(said).hasSize(50);
    assertThat(said.remove("jenkins-plugin/pipelinerun_queued.json")).contains("not begun");
    assertThat(said.remove("jenkins-plugin/pipelinerun_started.json"))
        .isEqualTo("PipelineCommit 167");
    assertThat(said.remove("jenkins-plugin/taskrun_finished.json")).isEqualTo("PipelineCommit 167");
    assertThat(said.remove("spec-main/domainid.json")).contains("object was expected");
    said.forEach(
        (name, outcome) -> {
          String event = name.substring(name.indexOf('/') + 1);
          if (event.startsWith("service_")) {
            assertThat(outcome).as(name).contains("sources of deployments");
          } else if (event.equals("pipelinerun_queued.json")) {
            assertThat(outcome).as(name).contains("not begun");
          } else if (event.startsWith("pipelinerun_") || event.startsWith("taskrun_")) {
            assertThat(outcome).as(name).contains("names no build of a Jenkins");
          } else {
            assertThat(outcome).as(name).contains("is not tracked");
          }
        });
  }

  /** The example printed in the specification lacks commas, and so is no event. */
  @Test
  void theExampleOfTheBindingIsNotJson() throws Exception {
    String whole = Files.readString(folder().resolve("cloudevents/binding-example-0.http.txt"));
    String body = whole.substring(whole.indexOf("\n\n") + 2);
    assertThat(outcome(body.getBytes(StandardCharsets.UTF_8))).contains("not the JSON");
  }

  @Test
  void noFileIsLeftOut() throws Exception {
    assertThat(files("jenkins")).hasSize(35);
  }

  private static List<Path> files(String system) throws IOException {
    try (Stream<Path> all = Files.walk(folder().resolve(system))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Mapped hook(byte[] body) throws UnmappableException {
    return JenkinsSamples.map(Channel.WEBHOOK, "notification", Map.of(), body, Map.of());
  }

  private static String outcome(byte[] body) {
    try {
      Mapped mapped = hook(body);
      if (mapped.ignored() != null) {
        return mapped.ignored();
      }
      Refresh wish = mapped.refreshes().getFirst();
      return wish.scope() + " " + wish.item();
    } catch (UnmappableException e) {
      return e.getMessage();
    }
  }

  private static String refusal(String kind, byte[] body) {
    try {
      page(kind, body);
      return "mapped";
    } catch (UnmappableException e) {
      return e.getMessage();
    }
  }
}
