package io.throughline.report.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.report.Detail;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, a format reads it to a result that can be, or refuses it with words for a
 * person. A build runs the inputs that are kept for each method; CONTRIBUTING.md says how to look
 * for new ones.
 */
class ReportFuzzTest {
  @FuzzTest(maxDuration = "3m")
  void junit(byte[] report) {
    readOrRefused("junit", report);
  }

  @FuzzTest(maxDuration = "3m")
  void cobertura(byte[] report) {
    readOrRefused("cobertura", report);
  }

  @FuzzTest(maxDuration = "3m")
  void jacoco(byte[] report) {
    readOrRefused("jacoco", report);
  }

  @FuzzTest(maxDuration = "3m")
  void lcov(byte[] report) {
    readOrRefused("lcov", report);
  }

  @FuzzTest(maxDuration = "3m")
  void clover(byte[] report) {
    readOrRefused("clover", report);
  }

  @FuzzTest(maxDuration = "3m")
  void jmeterCsv(byte[] report) {
    readOrRefused("jmeter-csv", report);
  }

  @FuzzTest(maxDuration = "3m")
  void jmeterXml(byte[] report) {
    readOrRefused("jmeter-xml", report);
  }

  @FuzzTest(maxDuration = "3m")
  void jmeterStatistics(byte[] report) {
    readOrRefused("jmeter-statistics", report);
  }

  @FuzzTest(maxDuration = "3m")
  void trivy(byte[] report) {
    readOrRefused("trivy", report);
  }

  @FuzzTest(maxDuration = "3m")
  void sarif(byte[] report) {
    readOrRefused("sarif", report);
  }

  @FuzzTest(maxDuration = "3m")
  void codequality(byte[] report) {
    readOrRefused("codequality", report);
  }

  @FuzzTest(maxDuration = "3m")
  void gitlabsecurity(byte[] report) {
    readOrRefused("gitlabsecurity", report);
  }

  @FuzzTest(maxDuration = "3m")
  void playwright(byte[] report) {
    readOrRefused("playwright", report);
  }

  @FuzzTest(maxDuration = "3m")
  void mochawesome(byte[] report) {
    readOrRefused("mochawesome", report);
  }

  @FuzzTest(maxDuration = "3m")
  void zap(byte[] report) {
    readOrRefused("zap", report);
  }

  @FuzzTest(maxDuration = "3m")
  void openapi(byte[] report) {
    readOrRefused("openapi", report);
  }

  @FuzzTest(maxDuration = "3m")
  void har(byte[] report) {
    readOrRefused("har", report);
  }

  /** Whatever a file begins with, it can be told whether that is a format. */
  @FuzzTest(maxDuration = "3m")
  void known(byte[] report) {
    byte[] head = Arrays.copyOf(report, Math.min(report.length, KnownFormats.HEAD_BYTES));
    Cost.check(head.length, () -> assertThat(KnownFormats.of(head)).isNotNull());
  }

  @Test
  void thereIsOneForEachFormat() {
    assertThat(Arrays.stream(getClass().getDeclaredMethods()))
        .filteredOn(method -> method.isAnnotationPresent(FuzzTest.class))
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(names());
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("known"));
    for (ReportFormat format : KnownFormats.ALL) {
      StringBuilder name = new StringBuilder();
      for (String word : format.id().split("-")) {
        name.append(
            name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      names.add(name.toString());
    }
    return names;
  }

  private static void readOrRefused(String id, byte[] report) {
    ReportFormat format =
        KnownFormats.ALL.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    Cost.check(report.length, () -> readOrRefused(format, report));
  }

  private static void readOrRefused(ReportFormat format, byte[] report) {
    List<Detail> details = new ArrayList<>();
    try {
      Measured measured = format.read(new ByteArrayInputStream(report), details::add);
      Believable.check(measured, details);
    } catch (ReportException e) {
      Believable.check(e);
    }
  }
}
