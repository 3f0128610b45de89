package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a pipeline calls it: exit codes, and what it prints and writes. */
class GateCommandTest extends GateFolder {
  private static final String TESTS =
      "<testsuite><testcase classname='a.B' name='works'/></testsuite>";
  private static final String COVERAGE = "TN:\nSF:a.ts\nDA:1,4\nDA:2,1\nend_of_record\n";
  private static final String ONLY_UNIT_TESTS =
      """
      gates:
        static-analysis: { applies_to: [] }
        container-analysis: { applies_to: [] }
        functional-test: { applies_to: [] }
        load-test: { applies_to: [] }
        security-test: { applies_to: [] }
        unit-test: { require: { failed_tests: 0, line_coverage: 80 } }
      """;

  @BeforeEach
  void rules() throws IOException {
    write("gates.yaml", ONLY_UNIT_TESTS);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    if (!all.contains("--rules")) {
      all.addAll(List.of("--rules", folder.resolve("gates.yaml").toString()));
    }
    return command(all.toArray(String[]::new));
  }

  @Test
  void aBuildThatHoldsPasses() throws IOException {
    write("build/TEST-a.xml", TESTS);
    write("build/lcov.info", COVERAGE);
    assertThat(run(folder.toString(), "--json", at("out.json"), "--commit", "4f2a")).isZero();
    assertThat(out)
        .contains("Gates of this service · commit 4f2a · rules: ")
        .contains("✓ Unit test             pass\n")
        .contains("✓ covered lines 100 %, at least 80 %")
        .contains("- Load test             not applicable   not for a service\n")
        .contains("pass: 1 pass, 5 not applicable. Exit code 0.");
    JsonNode verdict = json();
    assertThat(verdict.path("verdict").asText()).isEqualTo("pass");
    assertThat(verdict.path("commit").asText()).isEqualTo("4f2a");
    assertThat(verdict.path("rules").path("sha256").asText()).hasSize(64);
    JsonNode report = verdict.path("gates").path(0).path("reports").path(0);
    assertThat(report.path("path").asText()).isEqualTo("build/TEST-a.xml");
    assertThat(report.path("bytes").asLong()).isEqualTo(TESTS.length());
    assertThat(report.path("sha256").asText())
        .isEqualTo("ee808eae3a020c5965775e36bd30d75093798e49457c6477798b4eb3a2aba298");
  }

  @Test
  void aBuildThatDoesNotHoldFailsAndSaysWhatFailedAndWhere() throws IOException {
    write(
        "build/TEST-a.xml",
        "<testsuite><testcase classname='a.B' name='pays'><failure message='expected 3, got 4'/>"
            + "</testcase><testcase classname='a.B' name='works'/></testsuite>");
    write("build/lcov.info", COVERAGE);
    assertThat(
            run(
                folder.toString(),
                "--junit",
                at("out.xml"),
                "--markdown",
                at("out.md"),
                "--code-quality",
                at("deep/cq.json")))
        .isEqualTo(1);
    assertThat(out)
        .contains("✗ failed tests, errors included 1, at most 0")
        .contains("a.B.pays: expected 3, got 4")
        .contains("FAIL: 5 not applicable, 1 fail. Exit code 1.");
    assertThat(read("out.xml"))
        .contains(
            "<testcase classname=\"unit-test\" name=\"failed tests, errors included 1, at most 0\">")
        .contains("<failure message=\"fail\"/>");
    assertThat(read("out.md")).contains("| ❌ | Unit test | fail | ❌ failed tests");
    JsonNode quality = new ObjectMapper().readTree(folder.resolve("deep/cq.json").toFile());
    assertThat(quality).hasSize(1);
    assertThat(quality.path(0).path("check_name").asText()).isEqualTo("unit-test");
  }

  @Test
  void whatNothingTellsIsNoData() throws IOException {
    assertThat(run(folder.toString())).isEqualTo(3);
    assertThat(out)
        .contains("? Unit test             no data\n")
        .contains("no report of tests was found");
    write("build/TEST-a.xml", TESTS);
    assertThat(run(folder.toString())).isEqualTo(3);
    assertThat(run(folder.toString(), "--on-error=warn")).isEqualTo(3);
  }

  /** The file, the position and the reason; never a pass, never a stack trace. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<testsuite><testcase name='a'|build/x.xml, line 1, column ",
        "<testsuite><!DOCTYPE x [<!ENTITY a 'b'>]></testsuite>|build/x.xml, line 1, column ",
        "<testsuite><testcase name='&a;'/></testsuite>|build/x.xml, line 1, column "
      })
  void whatCannotBeReadIsNoVerdict(String report, String told) throws IOException {
    write("build/x.xml", report);
    write("build/TEST-a.xml", TESTS);
    write("build/lcov.info", COVERAGE);
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(out).contains(told).contains("cannot evaluate: 1 pass");
    assertThat(run(folder.toString(), "--on-error=warn")).isZero();
    assertThat(err).contains("there is no verdict; the build goes on because of --on-error=warn");
  }

  @Test
  void aFileThatIsNamedHasToBeAReport() throws IOException {
    write("build/TEST-a.xml", TESTS);
    write("build/empty.xml", "");
    write("readme.txt", "hello");
    assertThat(run(at("build/TEST-a.xml"), at("build/empty.xml"))).isEqualTo(2);
    assertThat(out).contains("empty.xml: it is empty");
    assertThat(run(at("build/TEST-a.xml"), at("readme.txt"))).isEqualTo(2);
    assertThat(out).contains("readme.txt: it is of no format that is known");
    // Among others in a folder they are simply no reports.
    write("build/lcov.info", COVERAGE);
    assertThat(run(folder.toString())).isZero();
  }

  @Test
  void wrongUseIsToldApart() throws IOException {
    assertThat(run(at("nowhere"))).isEqualTo(64);
    assertThat(err).contains("there is no ").contains("nowhere").contains("Try --help.");
    assertThat(run("--kind", "lib", folder.toString())).isEqualTo(64);
    assertThat(run("--nonsense")).isEqualTo(64);
    assertThat(run("--day", "tomorrow")).isEqualTo(64);
    assertThat(command("--help")).isZero();
    assertThat(out).contains("Exit codes:").contains("nothing says whether a gate holds");
  }

  @Test
  void rulesThatCannotBeReadAreNoVerdict() throws IOException {
    write("bad.yaml", "gates:\n  unit-test:\n    require: { coverage: 1 }\n");
    assertThat(run("--rules", at("bad.yaml"), folder.toString())).isEqualTo(2);
    assertThat(err).contains("bad.yaml:3: gates.unit-test.require: nothing is measured that");
    assertThat(run("--rules", at("none.yaml"), folder.toString())).isEqualTo(2);
    assertThat(err).contains("the rules cannot be read: there is no file ");
  }

  @Test
  void sourcesAndLibrariesHoldNoReportsOfTheBuild() throws IOException {
    String failing = "<testsuite><testcase name='x'><failure message='m'/></testcase></testsuite>";
    write("src/test/resources/sample.xml", failing);
    write("node_modules/lib/TEST-a.xml", failing);
    write("app/fixtures/TEST-b.xml", failing);
    write("build/TEST-a.xml", TESTS);
    write("build/lcov.info", COVERAGE);
    assertThat(run(folder.toString())).isZero();
    assertThat(run(at("src"), at("build"))).as("a folder that is named is meant").isEqualTo(1);
  }

  /** Reports of the same input are the same bytes, whatever the order of the folders. */
  @Test
  void theSameInputGivesTheSameVerdict() throws IOException {
    write("build/TEST-a.xml", TESTS);
    write("build/TEST-b.xml", TESTS.replace("works", "pays"));
    write("build/lcov.info", COVERAGE);
    assertThat(run(folder.toString(), "--json", at("out.json"), "--day", "2026-06-10")).isZero();
    String first = read("out.json");
    Files.delete(folder.resolve("out.json"));
    assertThat(
            run(
                folder.toString(),
                "--json",
                at("out.json"),
                "--day",
                "2026-06-10",
                "--on-error=warn"))
        .isZero();
    assertThat(read("out.json")).isEqualTo(first);
  }

  @Test
  void textOfReportsCannotTouchTheLogOrTheComment() throws IOException {
    write(
        "build/TEST-a.xml",
        "<testsuite><testcase name='&#27;[2J&#8238;section_start:0:x&#13;`@all` &lt;img src=x&gt;'>"
            + "<failure message='a&#10;/merge'/></testcase></testsuite>");
    write(
        "t.json",
        "{\"SchemaVersion\":2,\"ArtifactName\":\"a\",\"Results\":[{\"Target\":\"a|b\",\"Class\":\"os-pkgs\","
            + "\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-1\",\"PkgName\":\"<b>@all\","
            + "\"Severity\":\"CRITICAL\"}]}]}");
    write("gates.yaml", "gates: { unit-test: { require: { failed_tests: 0 } } }\n");
    assertThat(run(folder.toString(), "--markdown", at("out.md"))).isEqualTo(1);
    assertThat(out).doesNotContain("\u001B").doesNotContain("\u202E").doesNotContain("\r");
    assertThat(out).contains(": a /merge\n");
    assertThat(read("out.md"))
        .doesNotContain("<b>")
        .doesNotContain("@all")
        .contains("&lt;b&gt;&#64;all");
  }

  /** N30: percentiles of shards cannot be put together, their samples can. */
  @Test
  void n30_theShardsOfALoadTestAreOneRun() throws IOException {
    write("gates.yaml", "gates: { load-test: { require: { p50: 100, samples: 4 } } }\n");
    String header = "timeStamp,elapsed,label,success\n";
    write("a.jtl", header + "1,10,pay,true\n2,20,pay,true\n3,30,pay,true\n");
    write("b.jtl", header + "1,500,pay,true\n");
    int code = run(folder.toString(), "--json", at("out.json"));
    JsonNode load = json().path("gates").path(4);
    assertThat(load.path("conditions").path(0).path("value").asDouble()).isEqualTo(25);
    assertThat(load.path("conditions").path(1).path("value").asDouble()).isEqualTo(4);
    assertThat(load.path("verdict").asText()).isEqualTo("pass");
    assertThat(code).isEqualTo(3);
    write("c.jtl", header + "1,many,pay,true\n");
    assertThat(run(folder.toString(), "--json", at("out.json"))).isEqualTo(2);
    assertThat(json().path("unreadable")).hasSize(3);
  }

  /** Two reports of one path would be one, and the lost one might be the one that failed. */
  @Test
  void noReportIsLostBehindAnotherOne() throws IOException {
    write("a/TEST-x.xml", TESTS);
    write("a/lcov.info", COVERAGE);
    write(
        "b/TEST-x.xml",
        "<testsuite><testcase name='x'><failure message='m'/></testcase></testsuite>");
    assertThat(run(at("a"), at("b"))).isEqualTo(2);
    assertThat(err).contains("two of the folders hold TEST-x.xml").contains("the folder above");
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(run(at("a"), at("a"), "--json", at("out.json"))).isZero();
    assertThat(json().path("gates").path(0).path("reports")).hasSize(2);
  }

  @Test
  void anApiIsHeldToWhatTestsCalled() throws IOException {
    write(
        "gates.yaml",
        "gates: { functional-test: { require: { api_coverage: 60, api_status_coverage: 50 } } }\n");
    write(
        "openapi.json",
        "{\"openapi\":\"3.0.0\",\"info\":{},\"paths\":{\"/orders/{id}\":{\"get\":{\"responses\":{\"200\":{},"
            + "\"404\":{}}},\"delete\":{\"responses\":{\"204\":{}}}}}}");
    write(
        "run.har",
        "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":"
            + "\"https://x/orders/7?token=s\"},\"response\":{\"status\":200}}]}}");
    assertThat(run(folder.toString(), "--json", at("out.json"))).isEqualTo(1);
    JsonNode gate = json().path("gates").path(3);
    assertThat(gate.path("conditions").path(0).path("value").asDouble()).isEqualTo(50);
    assertThat(gate.path("conditions").path(0).path("verdict").asText()).isEqualTo("fail");
    assertThat(gate.path("conditions").path(1).path("value").asDouble())
        .isCloseTo(33.3, within(0.1));
  }

  @Test
  void aChangeIsHeldToItsOwnCoverage() throws IOException {
    write("build/TEST-a.xml", TESTS);
    StringBuilder lcov = new StringBuilder("SF:/ci/web/src/a.ts\n");
    StringBuilder added = new StringBuilder();
    for (int line = 1; line <= 40; line++) {
      lcov.append("DA:").append(line).append(line <= 30 ? ",1\n" : ",0\n");
      added.append("+x\n");
    }
    write("build/lcov.info", lcov + "end_of_record\n");
    write("gates.yaml", ONLY_UNIT_TESTS.replace("line_coverage: 80", "new_line_coverage: 80"));
    String diff =
        "diff --git a/web/src/a.ts b/web/src/a.ts\n--- a/web/src/a.ts\n+++ b/web/src/a.ts\n"
            + "@@ -1,0 +1,40 @@\n"
            + added
            + "diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1,2 +0,0 @@\n--- a/x\n-y\n";
    write("change.diff", diff);
    assertThat(run(folder.toString(), "--diff", at("change.diff"))).isEqualTo(1);
    assertThat(out).contains("✗ covered lines of the change 75 %, at least 80 %");
    write("build/lcov.info", lcov.toString().replace("a.ts", "ä ö.ts") + "end_of_record\n");
    write(
        "change.diff",
        diff.replace("+++ b/web/src/a.ts\n", "+++ \"b/web/src/\\303\\244 \\303\\266.ts\"\n"));
    assertThat(run(folder.toString(), "--diff", at("change.diff"))).isEqualTo(1);
    assertThat(out).contains("covered lines of the change 75 %");
    write("change.diff", diff.replace("+1,40", "+1,400"));
    assertThat(run(folder.toString(), "--diff", at("change.diff"))).isEqualTo(2);
    assertThat(err).contains("change.diff, line 45: this is no line of a hunk");
    write("change.diff", "hello");
    assertThat(run(folder.toString(), "--diff", at("change.diff"))).isEqualTo(2);
    assertThat(run(folder.toString())).isEqualTo(3);
    assertThat(out).contains("nobody said which lines the change is; give it with --diff");
  }
}
