package io.throughline.report.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.Detail;
import io.throughline.report.ReportException;
import io.throughline.report.TestCase;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which Playwright's tests are counted. */
class PlaywrightReportTest {
  private final List<Detail> details = new ArrayList<>();

  private TestSummary read(String text) throws ReportException {
    return PlaywrightReport.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), details::add);
  }

  private static String report(String tests, String rest) {
    return "{'suites':[{'title':'a.ts','file':'a.ts','specs':[{'title':'t','tests':[%s]}]}]%s}"
        .formatted(tests, rest)
        .replace('\'', '"');
  }

  private static String test(String expected, String statuses) {
    StringBuilder results = new StringBuilder();
    for (String status : statuses.split(" ")) {
      results
          .append(results.isEmpty() ? "" : ",")
          .append("{'status':'" + status + "','duration':500,'error':{'message':'why'}}");
    }
    return "{'projectName':'p','expectedStatus':'%s','results':[%s]}".formatted(expected, results);
  }

  @ParameterizedTest
  @CsvSource({
    "passed,passed,PASSED,false",
    "passed,failed,FAILED,false",
    "passed,failed passed,PASSED,true",
    "passed,timedOut,FAILED,false",
    "passed,interrupted,ERROR,false",
    "passed,interrupted passed,PASSED,false",
    "passed,failed interrupted,FAILED,false",
    "passed,skipped,SKIPPED,false",
    "skipped,skipped,SKIPPED,false",
    "skipped,failed skipped,SKIPPED,false",
    "failed,failed,PASSED,false",
    "failed,passed,FAILED,false",
    "failed,passed failed,PASSED,true",
    "timedOut,timedOut,PASSED,false"
  })
  void aTestEndsAsItsAttemptsSay(
      String expected, String statuses, TestOutcome outcome, boolean flaky) throws ReportException {
    TestSummary found = read(report(test(expected, statuses), ""));
    TestCase test = (TestCase) details.getFirst();
    assertThat(test.outcome()).isEqualTo(outcome);
    assertThat(test.flaky()).isEqualTo(flaky);
    assertThat(test.seconds()).isEqualTo(0.5 * statuses.split(" ").length);
    assertThat(found.tests()).isEqualTo(1);
    assertThat(found.flaky()).isEqualTo(flaky ? 1 : 0);
    assertThat(found.notes()).isEmpty();
  }

  @Test
  void aTestHasItsProjectAndItsSuitesAndAMessageWithoutColours() throws ReportException {
    read(
        report(
            "{'projectName':'webkit','results':[{'status':'failed','duration':-1,"
                + "'error':{'message':'\\u001b[2mexpect(\\u001b[22m4\\u001b[31m)','stack':'x'}}]}",
            ""));
    assertThat(details)
        .containsExactly(
            new TestCase(
                "webkit > a.ts", "a.ts", "t", TestOutcome.FAILED, false, null, "expect(4)"));
  }

  @Test
  void aTestThatWasNeverRunIsSkippedWithItsReason() throws ReportException {
    read(
        report(
            "{'expectedStatus':'skipped','annotations':[{'type':'skip','description':'later'}],"
                + "'results':[]}",
            ""));
    assertThat(details)
        .containsExactly(
            new TestCase("a.ts", "a.ts", "t", TestOutcome.SKIPPED, false, null, "later"));
  }

  @Test
  void anErrorOutsideOfTheTestsIsAnError() throws ReportException {
    TestSummary found =
        read(report(test("passed", "passed"), ",'errors':[{'message':'no set-up'},{'value':'7'}]"));
    assertThat(found.errors()).isEqualTo(2);
    assertThat(found.passed()).isEqualTo(1);
    assertThat(found.notes()).containsExactly("2 errors happened outside of the tests");
    assertThat(((TestCase) details.get(1)).message()).isEqualTo("no set-up");
    assertThat(((TestCase) details.get(2)).message()).isEqualTo("7");
  }

  @Test
  void totalsAndWordsThatDisagreeAreNoted() throws ReportException {
    String told = "{'status':'expected','results':[{'status':'failed'}]}";
    assertThat(read(report(told, ",'stats':{'expected':1,'unexpected':0,'flaky':0}")).notes())
        .containsExactly(
            "the report calls a test as expected that is not as expected by its attempts",
            "the report says that 1 of its tests are as expected, and 0 are",
            "the report says that 0 of its tests are not as expected, and 1 are");
  }

  /** Playwright counts it as skipped; its totals are held to that. */
  @Test
  void whatWasBrokenOffAgreesWithTotalsThatCallItSkipped() throws ReportException {
    TestSummary found =
        read(report("{'status':'skipped','results':[{}]}", ",'stats':{'skipped':1}"));
    assertThat(found.errors()).isEqualTo(1);
    assertThat(found.notes()).isEmpty();
  }

  /** What a configuration tells of people and machines is not kept anywhere. */
  @Test
  void ofTheConfigurationOnlyTheShardIsTold() throws ReportException {
    TestSummary found =
        read(
            report(
                test("passed", "passed"),
                ",'config':{'metadata':{'gitCommit':{'author':{'name':'Jane Doe'}}},"
                    + "'shard':{'current':2,'total':3}}"));
    assertThat(found.notes()).containsExactly("it is part 2 of 3 of a run that was divided");
    assertThat(found + details.toString()).doesNotContain("Jane");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"errors\":[]}|line 1, column 13: it has no list of suites",
        "{\"suites\":{}}|line 1, column 11: the list of suites is an object, where an array belongs",
        "{\"suites\":[],\"suites\":[]}|line 1, column 23: it has its suites twice",
        "{\"suites\":[{\"specs\":[{\"tests\":[{\"results\":[{\"status\":\"lost\"}]}]}]}]}"
            + "|line 1, column 62: a test ended \"lost\", which is no way to end"
      })
  void whatIsNoReportIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasToString(message);
  }
}
