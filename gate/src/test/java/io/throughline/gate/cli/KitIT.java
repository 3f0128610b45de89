package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the snippets, run as a pipeline runs them: in a shell, by the jar. */
class KitIT {
  private static final Path JAR = Path.of("target", "throughline-gate.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final String PASSING =
      "<testsuite><testcase classname='a.B' name='works'/></testsuite>";

  @TempDir Path folder;

  @BeforeEach
  void aBuildWithReports() throws Exception {
    write("target/TEST-a.xml", PASSING);
    write("coverage/lcov.info", "TN:\nSF:a.ts\nDA:1,4\nDA:2,1\nend_of_record\n");
    write(
        "lint.sarif",
        "{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
            + "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"lint\",\"rules\":[]}},\"results\":[]}]}");
    write(
        "browser/report.json",
        """
        {"config":{"rootDir":"/t","forbidOnly":false,"projects":[{"name":"chromium"}]},
         "suites":[{"title":"a.spec.ts","file":"a.spec.ts","specs":[{"title":"pays","tests":[{
           "expectedStatus":"passed","projectName":"chromium",
           "results":[{"status":"passed","duration":12}],"status":"expected"}]}]}],
         "errors":[],"stats":{"expected":1,"unexpected":0,"flaky":0,"skipped":0}}
        """);
    assertThat(
            run(
                "java -jar \"$THROUGHLINE_GATE_JAR\" init --service money --kind library"
                    + " --team payments --ci both"))
        .isZero();
    assertThat(printed()).contains("written  .throughline/gitlab-ci.yml");
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int run(String script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed.log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("THROUGHLINE_GATE_JAR", JAR.toString());
    environment.put("PATH", JAVA + File.pathSeparator + environment.get("PATH"));
    environment.remove("CI_COMMIT_SHA");
    environment.put("GIT_COMMIT", "4f2a");
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String printed() throws Exception {
    return Files.readString(folder.resolve("printed.log"));
  }

  private JsonNode gitlabJob() throws Exception {
    return new YAMLMapper()
        .readTree(folder.resolve(".throughline/gitlab-ci.yml").toFile())
        .path("quality-gates");
  }

  /** All that GitLab runs before and in the job, as one script. */
  private static String script(JsonNode job) {
    return Stream.of("before_script", "script")
        .flatMap(part -> job.path(part).valueStream())
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  private void checkBothWays(String script, List<String> artifacts) throws Exception {
    assertThat(run(script)).as("what holds passes").isZero();
    assertThat(printed())
        .contains("Gates of money, team payments · commit 4f2a · rules: gates.yaml");
    for (String artifact : artifacts) {
      assertThat(folder.resolve(artifact)).isNotEmptyFile();
    }
    write(
        "target/TEST-a.xml",
        PASSING.replace("/></testsuite>", "><failure/></testcase></testsuite>"));
    assertThat(run(script)).as("what does not hold fails").isEqualTo(1);
    JsonNode quality =
        new ObjectMapper()
            .readTree(folder.resolve(".throughline/results/gates-code-quality.json").toFile());
    assertThat(quality).isNotEmpty();
    // A workspace that is used again must not count the last verdict as a report of this build.
    write("target/TEST-a.xml", PASSING);
    assertThat(run(script)).as("a failure is over when it is mended").isZero();
    Files.delete(folder.resolve("lint.sarif"));
    assertThat(run(script)).as("what is not known does not pass").isEqualTo(3);
  }

  @Test
  void gitlabJudges() throws Exception {
    JsonNode job = gitlabJob();
    JsonNode kept = job.path("artifacts");
    assertThat(folder.resolve(kept.path("paths").path(0).asText())).doesNotExist();
    checkBothWays(
        script(job),
        List.of(
            kept.at("/reports/junit").asText(),
            kept.at("/reports/codequality").asText(),
            ".throughline/results/gates.json",
            ".throughline/results/gates.md"));
    assertThat(folder.resolve(kept.path("paths").path(0).asText())).isNotEmptyDirectory();
  }

  @Test
  void jenkinsJudges() throws Exception {
    String stage = Files.readString(folder.resolve(".throughline/Jenkinsfile.gates"));
    Matcher shell = Pattern.compile("(?s)sh '''(.*?)'''").matcher(stage);
    assertThat(shell.find()).isTrue();
    Matcher junit = Pattern.compile("junit testResults: '([^']+)'").matcher(stage);
    assertThat(junit.find()).isTrue();
    checkBothWays(
        shell.group(1), List.of(junit.group(1), ".throughline/results/gates-code-quality.json"));
  }

  @Test
  void aJarThatIsNotTheOneIsNotRun() throws Exception {
    String script = script(gitlabJob());
    assertThat(run("THROUGHLINE_GATE_SHA256=" + "0".repeat(64) + "\n" + script)).isNotZero();
    assertThat(folder.resolve(".throughline/results")).doesNotExist();
    assertThat(run("THROUGHLINE_GATE_JAR=none.jar\n" + script)).isNotZero();
    assertThat(printed()).contains("THROUGHLINE_GATE_URL");
  }
}
