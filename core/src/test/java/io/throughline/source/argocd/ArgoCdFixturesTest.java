package io.throughline.source.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.fact.AnalysisRun;
import io.throughline.model.fact.GitopsApplication;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Rollout;
import io.throughline.model.fact.RolloutPause;
import io.throughline.source.Mapped;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real objects that lie beside the project on some machines; skipped where they do not. */
final class ArgoCdFixturesTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures");
      if (Files.isDirectory(candidate.resolve("argocd"))
          && Files.isDirectory(candidate.resolve("argo-rollouts"))) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static ObjectNode read(Path file) throws IOException {
    return ArgoSamples.yaml(Files.readString(file));
  }

  private static List<Path> rolloutFiles(String kind) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("argo-rollouts/argo-cd"))) {
      return all.filter(file -> file.getFileName().toString().startsWith(kind + "-"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("^[A-Za-z]+-", "").replace(".yaml", "");
  }

  private static Mapped rollout(String name) throws Exception {
    return ArgoSamples.rollout(
        read(folder.resolve("argo-rollouts/argo-cd/Rollout-" + name + ".yaml")));
  }

  /** The first word of each file's name is how it is. */
  @Test
  void everyRolloutIsAsItsFileSays() throws Exception {
    Map<String, String> told = new TreeMap<>();
    Map<String, String> named = new TreeMap<>();
    for (Path file : rolloutFiles("Rollout")) {
      JsonNode object = read(file);
      JsonValue value = StrictJson.read(ArgoSamples.JSON.writeValueAsBytes(object));
      Conditions conditions = new Conditions(Times.WRITTEN, value.optionalObject("status"));
      told.put(name(file), new RolloutPhase(value, conditions, RolloutStrategy.of(value)).word());
      String word = name(file).replaceFirst("^(bluegreen|canary)-", "").replaceFirst("_.*", "");
      named.put(
          name(file),
          switch (word) {
            case "suspended" -> "paused";
            case "newRolloutWithoutStatus" -> "progressing";
            default -> word;
          });
    }
    assertThat(told).hasSize(24).isEqualTo(named);
  }

  @Test
  void everyRolloutIsMapped() throws Exception {
    Map<String, String> strategies = new TreeMap<>();
    for (Path file : rolloutFiles("Rollout")) {
      Mapped mapped = ArgoSamples.rollout(read(file));
      assertThat(ArgoSamples.rollout(read(file))).isEqualTo(mapped);
      ArgoSamples.snapshots(mapped, Rollout.class)
          .forEach(told -> strategies.put(name(file), told.strategy() + " " + told.image()));
    }
    // The others were not seen by the controller as they are.
    assertThat(strategies).hasSize(21);
    assertThat(strategies.values().stream().map(text -> text.split(" ")[0]))
        .containsOnly("canary", "blue_green", "none");
    assertThat(strategies.get("degraded_abortedRollout"))
        .isEqualTo("canary argoproj/rollouts-demo:yellow");
    assertThat(strategies.get("canary-healthy_emptyStepsList")).startsWith("none ");
    assertThat(strategies.get("degraded_invalidSpec")).startsWith("none ");
    assertThat(strategies.get("healthy_newWorkloadGeneration")).isEqualTo("canary null");
  }

  @Test
  void oneThatWasAborted() throws Exception {
    Rollout aborted = ArgoSamples.only(rollout("degraded_abortedRollout"), Rollout.class);
    assertThat(aborted.aborted()).isTrue();
    assertThat(aborted.abortedAt()).isEqualTo(Instant.parse("2019-11-05T18:20:12Z"));
    assertThat(aborted.analysed()).isTrue();
    assertThat(aborted.steps()).isEqualTo(6);
    assertThat(aborted.message()).isEqualTo("Rollout is aborted");
  }

  @Test
  void pausesOfAllVersions() throws Exception {
    Map<String, String> keys =
        Map.of(
            "suspended_controllerPause", "2019-12-09T18:34:12Z CanaryPauseStep",
            "suspended_userPause", "2019-04-26T20:18:38Z Paused",
            "suspended_v1.0_pausedRollout", "2021-07-15T21:08:55Z CanaryPauseStep");
    for (Map.Entry<String, String> one : keys.entrySet()) {
      RolloutPause pause =
          ArgoSamples.members(rollout(one.getKey()), RolloutPause.class).getFirst();
      assertThat(pause.key()).isEqualTo(one.getValue());
      assertThat(pause.forPerson()).as(one.getKey()).isTrue();
      assertThat(pause.step()).isEqualTo(1);
    }
  }

  @Test
  void oneThatWasFinished() throws Exception {
    Rollout first = ArgoSamples.only(rollout("healthy_newWorkloadGeneration"), Rollout.class);
    assertThat(first.startedAt()).isEqualTo(Instant.parse("2021-07-27T12:14:11Z"));
    assertThat(first.completedAt()).isEqualTo(Instant.parse("2021-07-27T12:14:21Z"));
    assertThat(first.step()).isEqualTo(first.steps()).isEqualTo(2);
    Rollout old = ArgoSamples.only(rollout("canary-healthy_executedAllSteps"), Rollout.class);
    assertThat(old.completedAt()).isEqualTo(Instant.parse("2019-05-01T21:55:58Z"));
  }

  @Test
  void everyAnalysisRunIsAsItsFileSays() throws Exception {
    for (Path file : rolloutFiles("AnalysisRun")) {
      ObjectNode object = read(file);
      if (object.at("/metadata/annotations").isMissingNode()) {
        // The samples are cut short; a real one names the version that it judges.
        ((ObjectNode) object.path("metadata"))
            .set("annotations", ArgoSamples.parse("{ rollout.argoproj.io/revision: '2' }"));
      }
      AnalysisRun run =
          ArgoSamples.members(
                  ArgoSamples.page(
                      "analysis_run",
                      ArgoSamples.manifest(object),
                      ArgoSamples.context(ArgoSamples.ROLLOUT_CONTEXT)),
                  AnalysisRun.class)
              .getFirst();
      String phase = name(file).replaceFirst("AnalysisRun.*", "");
      assertThat(run.phase())
          .as(name(file))
          .isEqualTo(
              switch (phase) {
                case "noStatus" -> "pending";
                case "terminated" -> "successful";
                default -> phase;
              });
      boolean bad = phase.equals("failed") || phase.equals("error");
      assertThat(run.metrics()).isEqualTo(bad ? "memory-usage" : null);
      assertThat(run.finishedAt() == null)
          .as("the end of %s", name(file))
          .isEqualTo(run.phase().equals("pending") || run.phase().equals("running"));
    }
  }

  @Test
  void aLiveApplicationWithTenSyncsOfOneRevision() throws Exception {
    Mapped mapped = ArgoSamples.application(read(folder.resolve("argocd/argo-cd/diff-cache.yaml")));
    assertThat(ArgoSamples.only(mapped, Project.class).path()).isEqualTo("velero-test");
    List<GitopsSync> syncs = ArgoSamples.syncs(mapped);
    assertThat(syncs).hasSize(10);
    GitopsSync last = syncs.getLast();
    assertThat(last.startedAt()).isEqualTo(Instant.parse("2024-03-05T07:33:03Z"));
    assertThat(last.finishedAt()).isEqualTo(Instant.parse("2024-03-05T07:33:04Z"));
    assertThat(last.startedBy()).isEqualTo("foo@example.com");
    assertThat(last.automated()).isFalse();
    assertThat(last.trigger()).isEqualTo("sync");
    assertThat(last.images()).as("no version, and none is invented").isEqualTo("nginx:latest");
    assertThat(last.resources()).as("it was applied by the server").isNull();
    assertThat(last.cluster()).isEqualTo("gke-alpha-01-europe-west1");
    assertThat(last.tier()).isNull();
    assertThat(syncs).extracting(GitopsSync::id).doesNotHaveDuplicates();
    GitopsApplication kept = ArgoSamples.only(mapped, GitopsApplication.class);
    assertThat(kept.automated()).isFalse();
    assertThat(kept.strategy()).isEqualTo("none");
  }

  @Test
  void anApplicationOfWhichLittleIsTold() throws Exception {
    Mapped mapped =
        ArgoSamples.application(read(folder.resolve("argocd/gitops-backend/application.yaml")));
    GitopsSync sync = ArgoSamples.only(mapped, GitopsSync.class);
    assertThat(sync.revision()).isEqualTo("123456789");
    assertThat(sync.startedAt()).isNull();
    assertThat(sync.finishedAt()).isEqualTo(Instant.parse("2021-05-15T02:12:13Z"));
    assertThat(sync.images()).isNull();
    assertThat(sync.automated()).isNull();
    assertThat(sync.trigger()).isNull();
    assertThat(ArgoSamples.only(mapped, GitopsApplication.class).healthStatus()).isNull();
  }

  /** What makes applications is none itself; the API lists it elsewhere. */
  @Test
  void everyFileIsLookedAt() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("argocd"))) {
      assertThat(
              all.filter(Files::isRegularFile)
                  .map(file -> folder.resolve("argocd").relativize(file).getName(0).toString())
                  .collect(Collectors.toSet()))
          .containsExactlyInAnyOrder(
              "applicationset",
              "argo-cd",
              "gitops-backend",
              "k8s-health",
              "notifications",
              "promoter");
    }
  }
}
