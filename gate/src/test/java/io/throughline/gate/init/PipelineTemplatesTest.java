package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The snippets of the two systems that run pipelines. */
class PipelineTemplatesTest {
  /** https://docs.gitlab.com/ci/yaml/: the keywords of a job that the kit uses. */
  private static final Set<String> JOB =
      Set.of(
          "stage",
          "image",
          "when",
          "variables",
          "before_script",
          "script",
          "after_script",
          "allow_failure",
          "artifacts");

  private static final Set<String> WHEN =
      Set.of("on_success", "on_failure", "never", "always", "manual", "delayed");

  private static void checkJob(JsonNode job, List<String> stages) {
    assertThat(Yaml.fields(job)).isSubsetOf(JOB);
    assertThat(stages).contains(job.path("stage").asText());
    assertThat(job.path("when").asText("always")).isIn(WHEN);
    JsonNode image = job.path("image");
    assertThat(image.isTextual() || image.path("name").isTextual()).isTrue();
    for (String part : List.of("before_script", "script", "after_script")) {
      // A line with ": " in it becomes a mapping, which GitLab refuses.
      assertThat(job.path(part).valueStream()).as(part).allMatch(JsonNode::isTextual);
    }
    assertThat(job.path("script")).isNotEmpty();
    for (Map.Entry<String, JsonNode> variable : job.path("variables").properties()) {
      assertThat(variable.getKey()).matches("[A-Z_]+");
      assertThat(variable.getValue().isTextual()).isTrue();
    }
    // https://docs.gitlab.com/ci/yaml/#artifacts
    JsonNode artifacts = job.path("artifacts");
    assertThat(Yaml.fields(artifacts)).isSubsetOf("when", "expire_in", "paths", "reports");
    assertThat(artifacts.path("when").asText()).isEqualTo("always");
    assertThat(artifacts.path("expire_in").asText()).matches("[0-9]+ days");
    assertThat(Yaml.texts(artifacts.path("paths"))).isNotEmpty().noneMatch(p -> p.startsWith("/"));
  }

  @Test
  void theSnippetOfGitlabIsWhatGitlabDocuments() {
    JsonNode gates = Yaml.document(Kits.text(Kits.SERVICE, ".throughline/gitlab-ci.yml"));
    assertThat(Yaml.fields(gates)).containsExactly("stages", "quality-gates");
    List<String> stages = Yaml.texts(gates.path("stages"));
    assertThat(stages).containsSubsequence("test", "gates", "deploy");
    JsonNode job = gates.path("quality-gates");
    checkJob(job, stages);
    // https://docs.gitlab.com/ci/yaml/artifacts_reports/
    JsonNode reports = job.path("artifacts").path("reports");
    assertThat(Yaml.fields(reports)).containsExactly("junit", "codequality");
    String kept = job.path("artifacts").path("paths").path(0).asText();
    String script = String.join("\n", Yaml.texts(job.path("script")));
    for (JsonNode report : reports) {
      assertThat(report.asText()).startsWith(kept);
      assertThat(script).contains(report.asText());
    }
    assertThat(job.has("allow_failure")).as("a gate that fails stops the pipeline").isFalse();

    JsonNode garden = Yaml.document(Kits.text(Kits.SERVICE, ".throughline/gitlab-ci-garden.yml"));
    assertThat(Yaml.fields(garden)).containsExactly("environment-tests");
    checkJob(garden.path("environment-tests"), stages);
    assertThat(stages.indexOf(garden.at("/environment-tests/stage").asText()))
        .isLessThan(stages.indexOf("gates"));
    assertThat(Kits.text(Kits.LIBRARY, ".throughline/gitlab-ci.yml"))
        .isEqualTo(Kits.text(Kits.SERVICE, ".throughline/gitlab-ci.yml"));
  }

  /** What is offered in a comment has to be right, too. */
  @Test
  void theOfferToWarnIsAKeywordOfGitlab() {
    String text =
        Kits.text(Kits.SERVICE, ".throughline/gitlab-ci.yml")
            .replace("  # allow_failure", "  allow_failure");
    JsonNode job = Yaml.document(text).path("quality-gates");
    // https://docs.gitlab.com/ci/yaml/#allow_failureexit_codes
    assertThat(job.at("/allow_failure/exit_codes").asInt()).isEqualTo(3);
  }

  /** https://www.jenkins.io/doc/book/pipeline/syntax/#declarative-pipeline */
  @Test
  void theStagesOfJenkinsAreDeclarative() {
    String gates = code(Kits.text(Kits.SERVICE, ".throughline/Jenkinsfile.gates"));
    assertThat(gates).startsWith("stage('Quality gates') {").contains("\n  steps {\n");
    assertThat(gates)
        .contains("junit testResults: '.throughline/results/gates.xml', allowEmptyResults: true")
        .contains("archiveArtifacts artifacts: '.throughline/results/**'");
    String garden = code(Kits.text(Kits.SERVICE, ".throughline/Jenkinsfile.garden"));
    assertThat(garden)
        .startsWith("stage('Environment tests') {")
        .contains("\n  environment {\n", "\n  steps {\n", "\n  post {\n    always {\n")
        .contains("garden cleanup namespace --env ci");
    for (String stage : List.of(gates, garden)) {
      checkBlocks(stage);
      // In the quotes of the shell's part a backslash would be Groovy's.
      assertThat(stage).doesNotContain("\\");
    }
  }

  private static String code(String text) {
    return text.lines()
        .filter(line -> !line.strip().startsWith("//"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static void checkBlocks(String stage) {
    String[] parts = stage.split("'''", -1);
    assertThat(parts.length % 2).as("every block of shell is closed").isEqualTo(1);
    int depth = 0;
    for (int i = 0; i < parts.length; i += 2) {
      for (char c : parts[i].replaceAll("'[^'\n]*'", "''").toCharArray()) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        assertThat(depth).isNotNegative();
      }
      assertThat(parts[i].replaceAll("'[^'\n]*'", "")).doesNotContain("'");
    }
    assertThat(depth).as("every block is closed").isZero();
  }
}
