package io.throughline.report.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reports of a megabyte that are made to be dear: one long thing around many short ones, each of
 * which makes somebody look at the long one again.
 */
class ReportCostTest {
  private static final int HALF = 500_000;

  /** A report of a format. */
  record Dear(String format, String what, String text) {
    @Override
    public String toString() {
      return format + ": " + what;
    }
  }

  static List<Dear> dear() {
    return List.of(
        new Dear(
            "junit",
            "many tests in a suite with a long name",
            "<testsuite name='%s'>%s</testsuite>"
                .formatted(filled("n"), filled("<testcase name='a'/>"))),
        new Dear(
            "junit",
            "a time of many digits",
            "<testsuite><testcase time='%sx'/></testsuite>".formatted(filled("1"))),
        new Dear(
            "jacoco",
            "many lines in a group with a long name",
            "<report name='r'><group name='%s'>%s</group></report>"
                .formatted(filled("n"), filled("<line nr='1' mi='0' ci='1' mb='0' cb='0'/>"))),
        new Dear(
            "jacoco",
            "many packages in a group with a long name",
            "<report name='r'><group name='%s'>%s</group></report>"
                .formatted(filled("n"), filled("<package name='a'/>"))),
        new Dear(
            "trivy",
            "many vulnerabilities of a long target",
            "{'SchemaVersion':2,'Results':[{'Target':'%s','Vulnerabilities':[%s]}]}"
                .formatted(
                    filled("n"),
                    list(10_000, i -> "{'VulnerabilityID':'C" + i + "','PkgName':'p'}"))),
        new Dear(
            "sarif",
            "many results of a tool with a long name",
            sarif("{'name':'%s'}".formatted(filled("zap ")), "", list(HALF / 3, i -> "{}"))),
        new Dear(
            "sarif",
            "many results of a rule with many parts, and many extensions",
            sarif(
                "{'name':'t'}",
                list(9_000, i -> "{}"),
                list(400, i -> "{'ruleId':'" + "a/".repeat(950) + "'}"))),
        new Dear(
            "playwright",
            "many tests in suites with long names",
            "{'suites':[%s{'specs':[{'tests':[%s]}]}%s]}"
                .formatted(
                    ("{'title':'" + "a".repeat(1_900) + "','suites':[").repeat(60),
                    list(95_000, i -> "{   }"),
                    "]}".repeat(60))),
        new Dear(
            "mochawesome",
            "many tests in suites with long names",
            "{'suites':[%s{'tests':[%s]}%s]}"
                .formatted(
                    ("{'title':'" + "a".repeat(1_900) + "','suites':[").repeat(60),
                    list(200_000, i -> "{}"),
                    "]}".repeat(60))));
  }

  private static String filled(String piece) {
    return piece.repeat(HALF / piece.length());
  }

  private static String list(int size, IntFunction<String> item) {
    return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(","));
  }

  private static String sarif(String driver, String extensions, String results) {
    return "{'version':'2.1.0','runs':[{'tool':{'driver':%s,'extensions':[%s]},'results':[%s]}]}"
        .formatted(driver, extensions, results);
  }

  @ParameterizedTest
  @MethodSource("dear")
  void noReportCostsMoreThanItIsLong(Dear dear) {
    ReportFormat format =
        KnownFormats.ALL.stream()
            .filter(known -> known.id().equals(dear.format))
            .findFirst()
            .orElseThrow();
    String quoted = dear.text.startsWith("{") ? dear.text.replace('\'', '"') : dear.text;
    byte[] report = quoted.getBytes(StandardCharsets.UTF_8);
    assertThat(report).hasSizeBetween(HALF, 3 * HALF);
    Cost.check(report.length, () -> readOrRefused(format, report));
  }

  /** To refuse it is as good, and cheaper. */
  private static void readOrRefused(ReportFormat format, byte[] report) {
    try {
      assertThat(format.read(new ByteArrayInputStream(report), detail -> {})).isNotNull();
    } catch (ReportException e) {
      Believable.check(e);
    }
  }
}
