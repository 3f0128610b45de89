package io.throughline.report.mochawesome;

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

/** The rules by which Mochawesome's tests are counted. */
class MochawesomeReportTest {
  private final List<Detail> details = new ArrayList<>();

  private TestSummary read(String text) throws ReportException {
    return MochawesomeReport.read(
        new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
        details::add);
  }

  private TestSummary suite(String fields) throws ReportException {
    return read(
        "{'results':[{'title':'','file':'a.cy.js','suites':[{'title':'s'," + fields + "}]}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'state':'passed','pass':true|PASSED|false",
        "'state':'passed','pass':true,'flaky':true|PASSED|true",
        "'state':'failed','fail':true,'flaky':true|FAILED|false",
        "'state':'failed','pass':true|FAILED|false",
        "'fail':true|FAILED|false",
        "'state':'pending','pending':true|SKIPPED|false",
        "'state':null,'skipped':true|SKIPPED|false",
        "'pass':false|SKIPPED|false"
      })
  void aTestEndsAsItSays(String fields, TestOutcome outcome, boolean flaky) throws ReportException {
    suite("'tests':[{'title':'t','duration':1500," + fields + "}]");
    assertThat(details)
        .containsExactly(new TestCase("s", "a.cy.js", "t", outcome, flaky, 1.5, null));
  }

  @Test
  void aHookThatFailedIsAnErrorAndOneThatDidNotIsNoTest() throws ReportException {
    TestSummary found =
        suite(
            "'beforeHooks':[{'title':'set-up','fail':true,'err':{'message':'no door'}},"
                + "{'title':'fine','fail':false}],"
                + "'tests':[{'title':'t','skipped':true},"
                + "{'title':'\\'before each\\' hook for \\'u\\'','state':'failed','fail':true}]"
                    .replace("\\'", "\\\""));
    assertThat(found.errors()).isEqualTo(2);
    assertThat(found.skipped()).isEqualTo(1);
    assertThat(found.tests()).isEqualTo(3);
    assertThat(((TestCase) details.getFirst()).message()).isEqualTo("no door");
  }

  /** The first versions list no hooks, and only say how many of them failed. */
  @Test
  void hooksThatAreNotListedAreErrorsAllTheSame() throws ReportException {
    TestSummary found =
        read(
            "{'stats':{'passes':1,'failures':1,'other':2,'pending':0,'skipped':0},"
                + "'suites':{'title':'','tests':[{'title':'a','pass':true},{'title':'b','fail':true}],"
                + "'afterHooks':[{'title':'h','fail':true}]}}");
    assertThat(found.errors()).isEqualTo(2);
    assertThat(found.failed()).isEqualTo(1);
    assertThat(details).hasSize(4);
    assertThat(found.notes())
        .containsExactly("1 hooks failed of which the report only says how many");
  }

  @Test
  void totalsThatDisagreeAreNoted() throws ReportException {
    assertThat(
            read("{'stats':{'passes':2,'failures':1,'pending':1,'skipped':1},'suites':{'tests':[]}}")
                .notes())
        .containsExactly(
            "the report says that 1 of its tests failed, and 0 did",
            "the report says that 2 of its tests passed, and 0 did",
            "the report says that 2 of its tests were skipped, and 0 did");
  }

  /** A file without a test is {@code false}. */
  @Test
  void aFileWithoutTestsHasNone() throws ReportException {
    assertThat(read("{'results':[false]}").tests()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'stats':{}}|line 1, column 12: it has no suites",
        "{'results':[7]}|line 1, column 13: one of its suites is no suite",
        "{'results':[],'suites':{}}|line 1, column 24: it has its suites twice",
        "{'suites':{'tests':[{'title':7}]}}"
            + "|line 1, column 30: the title of a test is 7, where a text belongs"
      })
  void whatIsNoReportIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasToString(message);
  }
}
