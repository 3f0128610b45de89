package io.throughline.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.Fixtures;
import io.throughline.report.ReportException;
import io.throughline.report.TestSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real reports that lie beside the project on some machines; skipped where they do not. What each
 * holds was counted by another parser: passed, failed, errors, skipped.
 */
class JUnitFixturesTest {
  private static final Map<String, String> EXPECTED =
      """
      junit-TEST-org.jenkinsci.plugins.jvctb.perform.JvctbPerformerTest.xml 0 1 0 0
      junit-TESTS-TestSuites.xml 0 2 0 0
      junit-archunit1.xml 0 1 0 0
      junit-archunit2.xml 1 2 0 0
      junit-cfn-lint.xml 121 1 0 19
      junit-empty.xml 0 0 0 0
      junit-issue-113.xml 0 1 0 0
      junit-jest-junit.xml 10 1 0 0
      junit-junit-no-message-or-type.xml 2 1 0 0
      junit-junit.xml 4 2 0 0
      junit-junit2.xml 0 1 0 0
      junit-plainerror.xml refused
      junit-without-message-with-type.xml 3 1 0 0
      junit.xml 257 0 0 0
      json-empty.json refused
      json-malformed-json.json refused
      json-non-json.json refused
      junit-xml-bazel-suite-logs.xml 0 0 1 0
      junit-xml-empty-system-out-err.xml 1 0 0 0
      junit-xml-jest-jest-junit.xml 2 0 0 0
      junit-xml-junit.multiresult.xml 1 1 1 1
      junit-xml-minimal-attributes.xml 1 1 1 1
      junit-xml-mocha-latex-utensils.xml 109 0 0 0
      junit-xml-no-attributes.xml 1 1 1 1
      junit-xml-no-cases-but-tests.xml 0 0 0 0
      junit-xml-no-cases.xml 0 0 0 0
      junit-xml-non-junit.xml refused
      junit-xml-pytest-corrupt-xml.xml refused
      junit-xml-pytest-junit.fail.xml 3 1 0 1
      junit-xml-pytest-junit.gloo.elastic.spark.tf.xml 20 0 0 2
      junit-xml-pytest-junit.gloo.elastic.spark.torch.xml 22 0 0 0
      junit-xml-pytest-junit.gloo.elastic.xml 10 0 0 4
      junit-xml-pytest-junit.gloo.standalone.xml 80 0 0 17
      junit-xml-pytest-junit.gloo.static.xml 12 0 0 12
      junit-xml-pytest-junit.mpi.integration.xml 3 0 0 0
      junit-xml-pytest-junit.mpi.standalone.xml 96 0 0 1
      junit-xml-pytest-junit.mpi.static.xml 24 0 0 0
      junit-xml-pytest-junit.spark.integration.1.xml 33 0 0 2
      junit-xml-pytest-junit.spark.integration.2.xml 33 0 0 2
      junit-xml-testsuite-in-testsuite.xml 5 0 0 0
      junit-xml-testsuite-root.xml 5 0 0 0
      junit-xml-tst-disabled.xml 6 19 1 5
      junit-xml-unsupported-unicode.xml 1 2 2 2
      junit-xml-with-xml-entities.xml 0 1 1 2
      junit-xml-xunit-xunit.xml 2 0 0 0
      xml-empty.xml refused
      xml-non-xml.xml refused
      TEST-JUnitResults-noTimeAttribute.xml 4 0 0 0
      TEST-JUnitResults-relative-thrashould-2.xml 1 0 0 0
      TEST-JUnitResults-relative-thrashould.xml 1 0 0 0
      TEST-JUnitResults-success-failure-error.xml 1 1 1 0
      TEST-JUnitResults.xml 4 1 0 0
      TEST-results.xml 63 0 0 0
      constraint-test.xml refused
      jUnitIssue5571.xml 200 0 0 0
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

  @TestFactory
  Stream<DynamicTest> everyReportIsReadRightOrRefused() throws IOException {
    return Fixtures.of("testreports").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(counts(file))
                            .isEqualTo(EXPECTED.get(file.getFileName().toString()))));
  }

  private static String counts(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      TestSummary found = JUnitReport.read(input, test -> {});
      return found.passed() + " " + found.failed() + " " + found.errors() + " " + found.skipped();
    } catch (ReportException e) {
      return "refused";
    }
  }
}
