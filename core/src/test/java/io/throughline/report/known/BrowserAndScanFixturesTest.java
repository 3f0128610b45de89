package io.throughline.report.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Fixtures;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.Severity;
import io.throughline.report.TestCase;
import io.throughline.report.TestSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real reports of tests in browsers and of dynamic scans: each says what another program counted in
 * it, or is of no known format. Tests are counted as passed, failed, errors, skipped and flaky,
 * findings as informational, low, medium, high and false positives; then come the notes.
 */
class BrowserAndScanFixturesTest {
  private static final Map<String, String> EXPECTED =
      """
      report-invalid.json unknown
      report-sharded.json playwright 23 1 0 3 1
      report-valid.json playwright 11 2 0 1 1; it is part 1 of 2 of a run that was divided
      results-1.63.0.json playwright 2 0 0 0 0
      test-functional-test-data.json mochawesome 13 1 5 13 0; 5 hooks failed of which the report only says how many
      test-sample-data-bad.json unknown
      test-sample-data-hooks-only.json mochawesome 0 0 0 0 0
      test-sample-data-invalid.json mochawesome 0 1 0 0 0
      test-sample-data-nested.json mochawesome 3 3 1 3 0
      test-sample-data-single.json mochawesome 0 1 0 0 0
      test-sample-data-test-data.json mochawesome 9 5 5 13 0; 5 hooks failed of which the report only says how many
      test-sample-data-test.json mochawesome 0 1 0 0 0
      0_zap_sample.xml zap 0 6 1 0 0
      1_zap_sample_0_and_new_absent.xml zap 0 5 1 0 0
      2_zap_sample_0_and_new_endpoint.xml zap 0 7 1 0 0; rule 10011 was found 3 times, and the report lists 4
      5_zap_sample_one.xml zap 0 2 0 0 0
      dvwa_baseline_dojo.xml zap 13 43 35 0 0; rule 10096 was found 67 times, and the report lists 20
      empty_2.9.0.xml zap 0 0 0 0 0
      juicy2.xml zap 9 40 22 0 0; rule 10015 was found 78 times, and the report lists 20; rule 10017 was found 170 times, and the report lists 20; rule 10098 was found 98 times, and the report lists 20
      some_2.9.0.xml zap 1 5 1 0 0
      zap-xml-plus-format.xml zap 0 0 1 0 0
      example.com.json zap 4 19 1 0 0; rule 10096 was found 88 times, and the report lists 20
      nginx.xml zap 0 7 1 0 0
      burp_api-example.json unknown
      burp_api-many_reqresp.json unknown
      burp_api-many_vulns.json unknown
      invicti-invicti_zero_finding.json unknown
      invicti-issue_10311.json unknown
      invicti-issue_9816.json unknown
      nuclei-example-com-only-misc-tags-with-incluce-rr.jsonl unknown
      nuclei-log4shell.jsonl unknown
      stackhawk-stackhawk_empty.json unknown
      stackhawk-stackhawk_many_vul_without_duplicated_findings_subset.json unknown
      stackhawk-stackhawk_zero_vul.json unknown
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

  @TestFactory
  Stream<DynamicTest> everyReportIsReadRightOrUnknown() throws IOException {
    List<Path> files = new ArrayList<>(Fixtures.of("playwright"));
    files.addAll(Fixtures.of("cypress"));
    files.addAll(Fixtures.of("dast"));
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(read(Files.readAllBytes(file)))
                            .isEqualTo(EXPECTED.get(file.getFileName().toString()))));
  }

  /** GitLab's report carries ZAP's fields, and says the same in its own. */
  @TestFactory
  Stream<DynamicTest> aReportOfGitLabIsNotTakenForOneOfZap() throws IOException {
    return Fixtures.of("gitlab-reports/gitlab_dast").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(format(Files.readAllBytes(file)).map(ReportFormat::id))
                            .isNotEqualTo(Optional.of("zap"))));
  }

  private static Optional<ReportFormat> format(byte[] bytes) {
    return KnownFormats.of(Arrays.copyOf(bytes, Math.min(bytes.length, KnownFormats.HEAD_BYTES)));
  }

  private static String read(byte[] bytes) throws ReportException {
    Optional<ReportFormat> format = format(bytes);
    if (format.isEmpty()) {
      return "unknown";
    }
    List<Detail> details = new ArrayList<>();
    Measured found = format.get().read(new ByteArrayInputStream(bytes), details::add);
    String notes = found.notes().stream().map(note -> "; " + note).collect(Collectors.joining());
    return format.get().id() + " " + counts(found, details) + notes;
  }

  private static String counts(Measured found, List<Detail> details) {
    return switch (found) {
      case TestSummary tests -> {
        assertThat(details).hasSize((int) tests.tests());
        assertThat(details).allMatch(detail -> !((TestCase) detail).name().isEmpty());
        yield Stream.of(
                tests.passed(), tests.failed(), tests.errors(), tests.skipped(), tests.flaky())
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
      }
      case FindingSummary findings -> {
        assertThat(findings.scanned()).isTrue();
        assertThat(details).hasSize((int) (findings.all() + findings.falsePositives()));
        assertThat(details).allMatch(detail -> !((Finding) detail).subject().contains("?"));
        yield Stream.of(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH)
                .map(severity -> findings.open().getOrDefault(severity, 0L) + " ")
                .collect(Collectors.joining())
            + findings.falsePositives();
      }
      default -> "something else";
    };
  }
}
