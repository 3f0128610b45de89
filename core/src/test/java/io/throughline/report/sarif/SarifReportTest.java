package io.throughline.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Read;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which SARIF is read. */
class SarifReportTest {
  private static Read read(String text) throws ReportException {
    return Read.of(new SarifFormat(), text);
  }

  private static Read runs(String... runs) throws ReportException {
    return read("{'version':'2.1.0','runs':[" + String.join(",", runs) + "]}");
  }

  private static String tool(String name, String rules) {
    return "'tool':{'driver':{'name':'" + name + "','rules':[" + rules + "]}}";
  }

  private static String run(String name, String rules, String... results) {
    return "{" + tool(name, rules) + ",'results':[" + String.join(",", results) + "]}";
  }

  private static String at(String file, int line) {
    return "'locations':[{'physicalLocation':{'artifactLocation':{'uri':'%s'},'region':{'startLine':%d}}}]"
        .formatted(file, line);
  }

  private static String result(String rule, String file, int line, String more) {
    return "{'ruleId':'%s','message':{'text':'m'},%s%s}".formatted(rule, at(file, line), more);
  }

  @Test
  void aFindingIsToldWithAllThatIsSaidOfIt() throws ReportException {
    Read read =
        runs(
            "{'tool':{'driver':{'name':'CodeQL','semanticVersion':'2.5','rules':[{'id':'js/xss',"
                + "'shortDescription':{'text':'XSS'},'properties':{'security-severity':'7.8'}}]}},"
                + "'results':["
                + result("js/xss", "src/a.js", 7, ",'ruleIndex':0")
                + "]}");
    assertThat(read.summary())
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.CODE,
                "CodeQL 2.5",
                null,
                null,
                true,
                Map.of(Severity.HIGH, 1L),
                Map.of(),
                0,
                0,
                List.of()));
    assertThat(read.shown())
        .containsExactly(
            new Finding(
                "js/xss",
                "src/a.js",
                "src/a.js:7",
                "XSS",
                Severity.HIGH,
                false,
                Finding.State.OPEN));
  }

  @ParameterizedTest
  @CsvSource({
    "9.0,CRITICAL",
    "8.9,HIGH",
    "7.0,HIGH",
    "6.9,MEDIUM",
    "4.0,MEDIUM",
    "3.9,LOW",
    "0.1,LOW",
    "0.0,INFO",
    "10,CRITICAL",
    "high,LOW",
    "1e9,LOW",
    "-1,LOW"
  })
  void theScoreOfARuleComesBeforeTheLevel(String score, Severity severity) throws ReportException {
    assertThat(
            runs(run(
                    "t",
                    "{'id':'r','properties':{'security-severity':'" + score + "'}}",
                    result("r", "a", 1, ",'level':'note'")))
                .summary()
                .open())
        .containsOnlyKeys(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "error,,HIGH",
    ",error,HIGH",
    "note,error,LOW",
    ",note,LOW",
    ",none,INFO",
    ",,MEDIUM",
    "awful,,UNKNOWN"
  })
  void theLevelIsTheResultsElseItsRulesElseWarning(String own, String rules, Severity severity)
      throws ReportException {
    String level = own == null ? "" : ",'level':'" + own + "'";
    String configuration = rules == null ? "" : ",'defaultConfiguration':{'level':'" + rules + "'}";
    String tool = tool("t", "{'id':'r'" + configuration + "}");
    String results = "'results':[" + result("r", "a", 1, level) + "]";
    assertThat(runs("{" + tool + "," + results + "}").summary().open()).containsOnlyKeys(severity);
    assertThat(runs("{" + results + "," + tool + "}").summary().open())
        .as("results before the tool")
        .containsOnlyKeys(severity);
  }

  /** By its place, when that bears its id; by its id, or the parent of it; in an extension. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ruleIndex':1",
        "'ruleId':'high'",
        "'ruleId':'high','ruleIndex':0",
        "'ruleId':'high/part','ruleIndex':1",
        "'ruleId':'high/part/of'",
        "'rule':{'id':'high'}",
        "'rule':{'index':1}",
        "'ruleId':'other','rule':{'index':0,'toolComponent':{'index':0}}",
        "'ruleId':'other','rule':{'id':'other','index':0,'toolComponent':{'index':0}}",
        "'ruleId':'other','ruleIndex':99"
      })
  void aRuleIsFound(String reference) throws ReportException {
    assertThat(
            runs("{'tool':{'driver':{'name':'t','rules':[{'id':'low','defaultConfiguration':"
                    + "{'level':'note'}},{'id':'high','defaultConfiguration':{'level':'error'}}"
                    + "]},'extensions':[{'name':'e','rules':[{'id':'other',"
                    + "'defaultConfiguration':{'level':'error'}}]}]},'results':[{"
                    + reference
                    + ",'message':{'text':'m'}}]}")
                .summary()
                .open())
        .containsOnlyKeys(Severity.HIGH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'kind':'inSource'}]|SUPPRESSED",
        "[{'kind':'external','status':'accepted'}]|SUPPRESSED",
        "[{'kind':'external','status':'underReview'}]|OPEN",
        "[{'status':'accepted'},{'status':'rejected'}]|OPEN",
        "[]|OPEN",
        "null|OPEN"
      })
  void aSuppressionCountsUnlessItIsInDoubt(String suppressions, Finding.State state)
      throws ReportException {
    assertThat(runs(run("t", "", result("r", "a", 1, ",'suppressions':" + suppressions))).shown())
        .extracting(Finding::state)
        .containsExactly(state);
  }

  @Test
  void whatIsNoFailureIsNoFinding() throws ReportException {
    FindingSummary found =
        runs(run(
                "t",
                "",
                result("r", "a", 1, ",'kind':'pass'"),
                result("r", "a", 2, ",'kind':'open'"),
                result("r", "a", 3, ",'baselineState':'absent'"),
                result("r", "a", 4, ",'kind':'fail','baselineState':'unchanged'")))
            .summary();
    assertThat(found.all()).isEqualTo(1);
    assertThat(found.notes())
        .containsExactly("3 results of t tell of something other than a failure");
  }

  @Test
  void theSameIsToldByFingerprintsElseByPlaceElseByMessage() throws ReportException {
    assertThat(
            runs(run(
                    "t",
                    "",
                    result("r", "a", 1, ",'fingerprints':{'x':'1','y':'2'}"),
                    result("r", "a", 9, ",'fingerprints':{'y':'2','x':'1'}"),
                    result("r", "a", 1, ",'fingerprints':{'x':'1','y':'3'}")))
                .summary()
                .all())
        .isEqualTo(2);
    assertThat(
            runs(run(
                    "t",
                    "",
                    result("r", "a", 1, ""),
                    result("r", "a", 1, ""),
                    result("r", "a", 2, ""),
                    result("s", "a", 1, "")))
                .summary()
                .all())
        .isEqualTo(3);
    assertThat(
            runs(run(
                    "t",
                    "",
                    "{'ruleId':'r','message':{'text':'one'}}",
                    "{'ruleId':'r','message':{'text':'two'}}",
                    "{'ruleId':'r','message':{'id':'m','arguments':['two']}}",
                    "{'ruleId':'r','message':{'text':'two'},'locations':[]}"))
                .summary()
                .all())
        .isEqualTo(3);
  }

  /** Trivy and Grype name the package in the message only. */
  @Test
  void packagesCountOnceForEachRule() throws ReportException {
    String musl =
        "{'ruleId':'CVE-1','message':{'text':'Package: musl\\nInstalled Version: %s\\nVulnerability"
            + " CVE-1\\nSeverity: HIGH\\nFixed Version: %s\\nLink: x'},"
            + at("r/a", 1)
            + "}";
    Read trivy = runs(run("Trivy", "", musl.formatted("1.1", ""), musl.formatted("1.2", "1.3")));
    assertThat(trivy.summary().kind()).isEqualTo(FindingSummary.Kind.COMPOSITION);
    assertThat(trivy.summary().all()).isEqualTo(1);
    assertThat(trivy.summary().fixable()).isEqualTo(Map.of(Severity.MEDIUM, 1L));
    assertThat(trivy.shown()).extracting(Finding::subject).containsExactly("musl 1.1", "musl 1.2");
    String zlib = "{'ruleId':'CVE-1-zlib','message':{'text':'%s'}," + at("r/a", 1) + "}";
    Read grype =
        runs(
            run(
                "Grype",
                "",
                zlib.formatted("The path /lib reports zlib at version 1.2  which would"),
                zlib.formatted(
                    "A high vulnerability in apk package: zlib, version 1.2 was found at: /lib")));
    assertThat(grype.shown())
        .extracting(one -> one.rule() + " " + one.subject())
        .containsExactly("CVE-1 zlib 1.2");
  }

  /** Once for each rule, method and path, whatever its query. */
  @Test
  void callsCountOnceForEachOperation() throws ReportException {
    String web =
        "{'ruleId':'r','message':{'text':'m'},'webRequest':{'method':'GET','target':'%s'}}";
    String page = "{'ruleId':'s','message':{'text':'m'}," + at("http://h/b?c", 0) + "}";
    String fuzzed = "{'ruleId':'t','message':{'text':'Wrong in ''PUT /pet/{id}'''}}";
    Read read =
        runs(
            run(
                "OWASP ZAP",
                "",
                web.formatted("http://h/a?x=1"),
                web.formatted("/a?x=2"),
                page,
                fuzzed.replace("''", "\\u0027")));
    assertThat(read.summary().kind()).isEqualTo(FindingSummary.Kind.RUNNING);
    assertThat(read.shown())
        .extracting(Finding::subject)
        .containsExactly("GET /a", "/b", "PUT /pet/{id}");
  }

  @ParameterizedTest
  @CsvSource({
    "Trivy,COMPOSITION",
    "Snyk Container,COMPOSITION",
    "Snyk Code,CODE",
    "OWASP ZAP,RUNNING",
    "HawkScan,RUNNING",
    "Semgrep OSS,CODE",
    "Zapper,CODE"
  })
  void whatAToolLooksAtIsToldByItsName(String tool, FindingSummary.Kind kind)
      throws ReportException {
    assertThat(runs(run(tool, "")).summary().kind()).isEqualTo(kind);
  }

  @Test
  void aRunThatDidNotLookIsNoCleanResult() throws ReportException {
    String failed = ",'invocations':[{'executionSuccessful':false}]}";
    String clean = run("a", "");
    assertThat(runs(clean).summary().scanned()).isTrue();
    assertThat(runs().summary().scanned()).isFalse();
    assertThat(read("{'version':'2.1.0','runs':null}").summary().scanned()).isFalse();
    assertThat(runs("{" + tool("t", "") + "}").summary().scanned()).isFalse();
    assertThat(runs("{" + tool("t", "") + ",'results':null}").summary().scanned()).isFalse();
    assertThat(runs("{" + tool("t", "") + ",'results':[]" + failed).summary())
        .satisfies(
            found -> {
              assertThat(found.scanned()).isFalse();
              assertThat(found.notes()).containsExactly("t says that it did not run to its end");
            });
    assertThat(
            runs("{"
                    + tool("t", "")
                    + ",'results':["
                    + result("r", "a", 1, ",'kind':'pass'")
                    + "]"
                    + failed)
                .summary()
                .scanned())
        .isFalse();
    assertThat(runs(clean, "{" + tool("t", "") + ",'results':[]" + failed).summary().scanned())
        .isFalse();
    assertThat(
            runs("{" + tool("t", "") + ",'results':[" + result("r", "a", 1, "") + "]" + failed)
                .summary()
                .scanned())
        .isTrue();
  }

  @Test
  void severalRunsAreOneReport() throws ReportException {
    FindingSummary found =
        runs(run("Semgrep", "", result("r", "a", 1, "")), run("Trivy", "")).summary();
    assertThat(found.tool()).isEqualTo("Semgrep, Trivy");
    assertThat(found.kind()).isEqualTo(FindingSummary.Kind.CODE);
    assertThat(found.notes()).containsExactly("Trivy is told under what its first tool looks at");
  }

  @Test
  void anImageIsKnownByItsDigest() throws ReportException {
    String digest = "sha256:" + "ab".repeat(32);
    FindingSummary found =
        runs("{"
                + tool("Trivy", "")
                + ",'results':[],'properties':{'imageName':'r/a:1','repoDigests':['r/a@"
                + digest
                + "'],'imageID':'x'}}")
            .summary();
    assertThat(found.artefact()).isEqualTo("r/a:1");
    assertThat(found.digest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'version':'2.0.0','runs':[]}|it is SARIF 2.0.0, and the one that is read is 2.1.0",
        "{'runs':[]}|it does not say which version of SARIF it is",
        "{'version':'2.1.0'}|it has no runs",
        "{'version':'2.1.0','runs':[{'results':[]}]}|a run does not name its tool",
        "{'version':'2.1.0','runs':[{'tool':{'driver':{}}}]}|the tool has no name",
        "{'version':'2.1.0','runs':{}}|the list of runs is an object, where an array belongs",
        "{'version':'2.1.0','runs':[{'results':[7]}]}|a result is 7, where an object belongs",
        "{'version':'2.1.0','runs':[{'externalPropertyFileReferences':{'results':[{}]}}]}|"
            + "its results are in other files, which are not here"
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ReportException.class)
        .hasMessage(message)
        .satisfies(e -> assertThat(((ReportException) e).place()).startsWith("line 1, column "));
  }

  /** What waits for its rules waits in memory. */
  @Test
  void tooManyResultsBeforeTheirRulesAreRefused() {
    String results = "{'message':{'text':'m'}},".repeat(200_000);
    assertThatThrownBy(
            () -> read("{'version':'2.1.0','runs':[{'results':[" + results + "{}],'tool':{}}]}"))
        .hasMessage("it tells of too many results before the rules that they belong to");
    assertThatThrownBy(() -> runs(run("t", "{'id':'r'},".repeat(60_000) + "{}")))
        .hasMessage("the tool has more rules than any has");
  }
}
