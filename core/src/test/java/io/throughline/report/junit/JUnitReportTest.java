package io.throughline.report.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.ReportException;
import io.throughline.report.TestCase;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which a report without a specification is read (E06). */
class JUnitReportTest {
  private final List<TestCase> tests = new ArrayList<>();

  private TestSummary read(String xml) throws ReportException {
    return read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private TestSummary read(byte[] xml) throws ReportException {
    tests.clear();
    return JUnitReport.read(new ByteArrayInputStream(xml), test -> tests.add((TestCase) test));
  }

  private TestCase test(String xml) throws ReportException {
    read("<testsuite>" + xml + "</testsuite>");
    assertThat(tests).hasSize(1);
    return tests.getFirst();
  }

  @Test
  void eachTestIsToldWithAllThatIsSaidOfIt() throws ReportException {
    TestSummary summary =
        read(
            """
            <testsuites name="all">
              <testsuite name="cart" tests="2">
                <properties><property name="testcase" value="no test"/></properties>
                <testcase classname="CartTest" name="adds" time="0.25"/>
                <testsuite name="prices" tests="1">
                  <testcase classname="PriceTest" name="rounds" time="1.5">
                    <failure message="expected 3" type="AssertionError">at PriceTest.java:7</failure>
                    <system-out>&lt;testcase/&gt;</system-out>
                  </testcase>
                </testsuite>
                <system-err>done</system-err>
              </testsuite>
            </testsuites>
            """);
    assertThat(tests)
        .containsExactly(
            new TestCase("all > cart", "CartTest", "adds", TestOutcome.PASSED, false, 0.25, null),
            new TestCase(
                "all > cart > prices",
                "PriceTest",
                "rounds",
                TestOutcome.FAILED,
                false,
                1.5,
                "expected 3"));
    assertThat(summary).isEqualTo(new TestSummary(1, 1, 0, 0, 0, 1.75, List.of()));
  }

  @Test
  void theWorstOfSeveralResultsCounts() throws ReportException {
    assertThat(test("<testcase><skipped/><failure/></testcase>").outcome())
        .isEqualTo(TestOutcome.FAILED);
    TestCase both =
        test("<testcase><error message='e'/><failure message='f'/><skipped/></testcase>");
    assertThat(both.outcome()).isEqualTo(TestOutcome.ERROR);
    assertThat(both.message()).isEqualTo("e");
  }

  @Test
  void whatFailedAndThenPassedIsFlaky() throws ReportException {
    TestCase flaky =
        test(
            "<testcase name='a'><flakyFailure message='once'><stackTrace>x</stackTrace>"
                + "</flakyFailure><flakyError/></testcase>");
    assertThat(flaky.outcome()).isEqualTo(TestOutcome.PASSED);
    assertThat(flaky.flaky()).isTrue();
    TestCase failed =
        test("<testcase><failure/><rerunFailure><failure/></rerunFailure></testcase>");
    assertThat(failed.outcome()).isEqualTo(TestOutcome.FAILED);
    assertThat(failed.flaky()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"status='disabled'", "status='notrun'", "result='skipped'", "status='SKIPPED'"})
  void whatWasNotRunIsSkipped(String attribute) throws ReportException {
    assertThat(test("<testcase " + attribute + "/>").outcome()).isEqualTo(TestOutcome.SKIPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.123|0.123",
        "1,234.5|1234.5",
        "12,345|12345",
        ".5|0.5",
        "1e-05|0.00001",
        "' 2 '|2"
      })
  void aTimeIsInSeconds(String time, double seconds) throws ReportException {
    assertThat(test("<testcase time=\"" + time + "\"/>").seconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"NaN", "-1", "Infinity", "0,5", "abc", "1.2.3"})
  void whatIsNoTimeIsNoneAndNoted(String time) throws ReportException {
    assertThat(test("<testcase name='a' time=\"" + time + "\"/>").seconds()).isNull();
    assertThat(read("<testsuite><testcase name='a' time=\"" + time + "\"/></testsuite>").notes())
        .containsExactly("test \"a\" took \"" + time + "\", which is no time");
  }

  /** Each is a number, and their sum would be none. */
  @Test
  void aTimeThatNoTestTakesIsNone() throws ReportException {
    TestSummary summary =
        read(
            "<testsuite><testcase time='1e308'/><testcase time='1e308'/><testcase time='3'/>"
                + "</testsuite>");
    assertThat(summary.seconds()).isEqualTo(3);
    assertThat(summary.notes()).isEmpty();
  }

  @Test
  void totalsThatDisagreeAreNotedAndDoNotCount() throws ReportException {
    TestSummary summary =
        read(
            "<testsuites tests='9'><testsuite name='s' tests='3' failures='2'><testcase/>"
                + "</testsuite></testsuites>");
    assertThat(summary.tests()).isEqualTo(1);
    assertThat(summary.failed()).isZero();
    assertThat(summary.notes())
        .containsExactly(
            "suite \"s\" says that it has 3 tests, and 1 are in the report",
            "suite \"\" says that it has 9 tests, and 1 are in the report");
  }

  @Test
  void twoOfOneNameAreTwo() throws ReportException {
    assertThat(read("<testsuite><testcase name='a'/><testcase name='a'/></testsuite>").passed())
        .isEqualTo(2);
  }

  /** A report can be made of nothing but what is wrong with it. */
  @Test
  void notesAndMessagesAreBounded() throws ReportException {
    String bad = "<testcase name='" + "n".repeat(5_000) + "' time='x'/>";
    TestSummary summary = read("<testsuite>" + bad.repeat(1_000) + "</testsuite>");
    assertThat(summary.notes()).hasSize(21).allMatch(note -> note.length() < 200);
    TestCase test = test("<testcase><failure>" + "m".repeat(100_000) + "</failure></testcase>");
    assertThat(test.message()).hasSizeLessThan(2_100);
  }

  @Test
  void anotherKindOfXmlIsRefusedByItsRoot() {
    assertThatThrownBy(() -> read("<testResults><testcase/></testResults>"))
        .isInstanceOf(ReportException.class)
        .hasToString(
            "line 1, column 1: its outermost element is <testResults>, and that of a JUnit report"
                + " is <testsuites> or <testsuite>");
  }

  /** However it is cut, it is refused with a place, and never counts less. */
  @Test
  void aCutReportIsRefused() {
    byte[] whole = sample(40).getBytes(StandardCharsets.UTF_8);
    for (int percent = 0; percent < 100; percent++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOfSatisfying(
              ReportException.class, e -> assertThat(e.place()).startsWith("line "));
    }
  }

  /** Bytes changed at random: it is read or refused, and nothing else happens. */
  @Test
  void aDamagedReportIsReadOrRefused() {
    byte[] whole = sample(10).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = whole.clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        read(damaged);
      } catch (ReportException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 4_999);
  }

  private static String sample(int tests) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?>\n<testsuites>\n<testsuite name=\"s\">\n");
    for (int i = 0; i < tests; i++) {
      xml.append("<testcase classname=\"c\" name=\"t" + i + "\" time=\"0.1\">")
          .append(i % 3 == 0 ? "<failure message=\"no &amp; no\"><![CDATA[at <x>]]></failure>" : "")
          .append("</testcase>\n");
    }
    return xml.append("</testsuite>\n</testsuites>").toString();
  }
}
