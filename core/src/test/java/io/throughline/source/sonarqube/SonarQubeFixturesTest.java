package io.throughline.source.sonarqube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.model.fact.CodeIssue;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateRun;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
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

/** Real payloads that lie beside the project on some machines; skipped where they do not. */
final class SonarQubeFixturesTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures").resolve("sonarqube");
      if (Files.isDirectory(candidate)) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static Mapped page(String kind, String file) throws IOException, UnmappableException {
    return SonarQubeSamples.map(
        Channel.POLL, kind, SonarQubeSamples.MAIN, Files.readAllBytes(folder.resolve(file)));
  }

  private static Mapped hook(String file) throws IOException, UnmappableException {
    return SonarQubeSamples.map(
        Channel.WEBHOOK, "analysis", Map.of(), Files.readAllBytes(folder.resolve(file)));
  }

  private static Map<String, Long> states(Mapped mapped) {
    return SonarQubeSamples.snapshots(mapped, CodeIssue.class).stream()
        .collect(
            Collectors.groupingBy(
                i -> i.quality() + " " + i.severity() + " " + i.state(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** A file that nobody looks at here is a hole in this test. */
  @Test
  void everyFileIsLookedAt() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "webhook/error.json",
              "webhook/success.json",
              "knowhow/sonar8_lower_projects.json",
              "knowhow/sonar8_measures_history.json",
              "knowhow/sonar8_measures_history_empty.json",
              "knowhow/sonar8measures.json",
              "knowhow/sonar8projects.json",
              "knowhow/sonarCloudResponse.json",
              "sonarsource-doc/project_status-example.json",
              "defectdojo/findings_over_api.json",
              "defectdojo/findings_over_api_empty.json",
              "defectdojo/findings_over_api_hotspots.json",
              "defectdojo/issue_10150.json",
              "defectdojo/sonar-6-findings.json",
              "defectdojo/sonar-no-finding.json",
              "defectdojo/sonar-single-finding.json",
              "analysis-model/sonarqube-api.json");
    }
  }

  @Test
  void aWebhookOfAGateThatFailed() throws Exception {
    Mapped mapped = hook("webhook/error.json");
    CodeAnalysis analysis = SonarQubeSamples.analysis(mapped);
    assertThat(analysis.gateStatus()).isEqualTo("error");
    assertThat(analysis.at()).isEqualTo(Instant.parse("2021-03-08T18:25:04Z"));
    assertThat(analysis.ref()).isEqualTo("master");
    assertThat(analysis.mainBranch()).isTrue();
    List<GateCheck> checks = SonarQubeSamples.members(mapped, GateCheck.class);
    assertThat(checks).extracting(GateCheck::verdict).containsExactly("pass", "fail", "fail");
    assertThat(checks).extracting(GateCheck::value).containsExactly(1.0, 0.0, 89.39828080229226);
    assertThat(checks).extracting(GateCheck::limitValue).containsExactly(1.0, 80.0, 3.0);
  }

  @Test
  void aWebhookOfAGateThatPassedThoughHalfOfItHasNoValue() throws Exception {
    Mapped mapped = hook("webhook/success.json");
    assertThat(SonarQubeSamples.members(mapped, GateCheck.class))
        .extracting(GateCheck::verdict)
        .containsExactly("pass", "pass", "pass", "no_data", "no_data", "no_data");
    assertThat(SonarQubeSamples.snapshots(mapped, GateRun.class).getFirst().verdict())
        .isEqualTo("pass");
  }

  @Test
  void theDocumentedAnswerOfAGate() throws Exception {
    Mapped mapped = page("gate", "sonarsource-doc/project_status-example.json");
    List<GateCheck> checks = SonarQubeSamples.members(mapped, GateCheck.class);
    assertThat(checks)
        .extracting(GateCheck::verdict)
        .containsExactly("fail", "fail", "fail", "pass", "pass", "fail", "pass");
    assertThat(checks.get(4).limitValue()).as("without a threshold").isNull();
    assertThat(SonarQubeSamples.snapshots(mapped, GateRun.class).getFirst().verdict())
        .isEqualTo("fail");
  }

  @Test
  void measuresOfVersionEight() throws Exception {
    CodeAnalysis analysis =
        SonarQubeSamples.analysis(page("measures", "knowhow/sonar8measures.json"));
    assertThat(analysis.coverage()).isEqualTo(26.4);
    assertThat(analysis.linesOfCode()).isEqualTo(26518);
    assertThat(analysis.vulnerabilities()).isEqualTo(2);
    assertThat(analysis.maintainability()).isEqualTo(1);
    assertThat(analysis.debtMinutes()).isEqualTo(6225);
    assertThat(analysis.gateStatus()).isEqualTo("error");
    assertThat(analysis.bugs()).isNull();
  }

  @Test
  void aHistoryOfVersionEight() throws Exception {
    List<CodeAnalysis> all =
        SonarQubeSamples.snapshots(
            page("history", "knowhow/sonar8_measures_history.json"), CodeAnalysis.class);
    assertThat(all).extracting(CodeAnalysis::linesOfCode).containsExactly(47L, 47L, 47L);
    assertThat(all).extracting(CodeAnalysis::newIssues).containsExactly(46L, 46L, 46L);
    assertThat(all.getFirst().at()).isEqualTo(Instant.parse("2017-01-23T16:00:53Z"));
    assertThat(page("history", "knowhow/sonar8_measures_history_empty.json").ignored())
        .isEqualTo("it carries nothing that is kept");
  }

  @Test
  void listsOfProjects() throws Exception {
    assertThat(
            SonarQubeSamples.snapshots(
                page("projects", "knowhow/sonar8projects.json"), Project.class))
        .extracting(Project::path)
        .containsExactly("testPackage.sonar:TestProject", "testPackage.sonar:AnotherTestProject");
    assertThat(
            SonarQubeSamples.snapshots(
                page("projects", "knowhow/sonarCloudResponse.json"), Project.class))
        .extracting(Project::path)
        .containsExactly("racv.storybook", "com.aem.racv:racv");
    assertThatThrownBy(() -> page("projects", "knowhow/sonar8_lower_projects.json"))
        .as("the list of versions before 6.3 is a bare array")
        .hasMessageContaining("an object was expected");
  }

  @Test
  void pagesOfIssues() throws Exception {
    Mapped old = page("issues", "analysis-model/sonarqube-api.json");
    assertThat(states(old))
        .isEqualTo(
            Map.of(
                "maintainability high open", 1L,
                "maintainability low open", 1L,
                "maintainability medium fixed", 2L,
                "maintainability medium open", 1L,
                "reliability low fixed", 5L,
                "reliability low open", 3L,
                "reliability medium fixed", 8L,
                "reliability medium open", 11L));
    assertThat(states(page("issues", "defectdojo/findings_over_api.json")))
        .isEqualTo(
            Map.of(
                "maintainability low open", 1L,
                "reliability low open", 1L,
                "security high open", 1L,
                "security medium open", 2L));
    assertThat(page("issues", "defectdojo/findings_over_api_empty.json").ignored())
        .isEqualTo("it carries nothing that is kept");
  }

  /** What a third program wrote of issues, and hotspots, are no pages that we ask for. */
  @Test
  void whatIsNoPageOfIssuesIsRefusedInWords() {
    for (String file :
        List.of(
            "defectdojo/findings_over_api_hotspots.json",
            "defectdojo/issue_10150.json",
            "defectdojo/sonar-6-findings.json",
            "defectdojo/sonar-single-finding.json")) {
      assertThatThrownBy(() -> page("issues", file))
          .as(file)
          .isInstanceOf(UnmappableException.class)
          .hasMessageContaining("was expected");
    }
  }

  @Test
  void aReportWithoutAFindingSaysNothing() throws Exception {
    assertThat(page("issues", "defectdojo/sonar-no-finding.json").ignored())
        .isEqualTo("it carries nothing that is kept");
  }
}
