package io.throughline.report.jmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.report.Fixtures;
import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real results that lie beside the project on some machines; skipped where they do not. What each
 * holds was counted by another program, which sorts the samples and looks for the parts of a
 * controller by their times: failed and all samples, names, the median, the 95th percentile of all
 * and of those that passed, the longest, users, and the run's beginning and end.
 */
class JmeterFixturesTest {
  private static final Map<String, String> EXPECTED =
      """
      statistics.json jmeter-statistics 0/30 n=3 p50=618 p95=1416 ok95=- max=1416 users=- -..-
      JENKINS-16627_CSV_instead_of_XML.jtl jmeter-csv 0/3 n=3 p50=1425 p95=2126.1 ok95=2126.1 max=2204 users=- 1393227741256..1393227745336
      JMeterCsvResults.csv jmeter-csv 0/3 n=2 p50=2204 p95=2204 ok95=2204 max=2204 users=- 1393227741256..1393227743462
      JMeterCsvResults2.csv jmeter-csv line 2: "2001/20/20 12:05:05.123" is no time that is known
      JMeterCsvResults3.csv jmeter-csv line 2: "2011-21-21 14:15:25.321" is no time that is known
      JMeterPublisher.csv jmeter-csv 1/3 n=2 p50=1300 p95=1930 ok95=1950 max=2000 users=- 1393227741256..1393227743257
      JMeterPublisher_formatted_timeStamp.csv jmeter-csv 1/3 n=2 p50=1300 p95=1930 ok95=1950 max=2000 users=- -..-
      JMeterResults.jtl jmeter-xml 0/8 n=2 p50=549.5 p95=15488.3 ok95=15488.3 max=15902 users=- 1296846792004..1296846969154
      JMeterResultsMultiLevel.jtl jmeter-xml 0/10 n=2 p50=373 p95=556.8 ok95=556.8 max=645 users=- 1298457003722..1298457007726
      JMeterResultsMultiThread.jtl jmeter-xml 0/5 n=1 p50=1384 p95=1566.4 ok95=1566.4 max=1581 users=- 1236948710884..1236948735602
      JMeterResultsOneSample.jtl jmeter-xml 0/1 n=1 p50=2 p95=2 ok95=2 max=2 users=- 1296846793179..1296846793181
      JMeterResultsRandomUri.jtl jmeter-xml 0/4 n=4 p50=438 p95=12601.7 ok95=12601.7 max=14720 users=- 1296846793179..1296846968986
      JMeterResultsTenSamples.jtl jmeter-xml 0/10 n=4 p50=5.5 p95=9.55 ok95=9.55 max=10 users=- 1296846793179..1296846968933
      JMeterResultsThreeSamples.jtl jmeter-xml 0/3 n=1 p50=2 p95=2.9 ok95=2.9 max=3 users=- 1296846793179..1296846793182
      TaurusPreviousBuildReport.xml unknown: Taurus wrote it
      TaurusXMLReport.xml unknown: Taurus wrote it
      TaurusXmlWithDuration.xml unknown: Taurus wrote it
      aggregate-results.xml unknown: Taurus wrote it
      emptyfile.jtl unknown: it is empty
      filewithtransactions.csv jmeter-csv 0/37 n=9 p50=4597 p95=8289 ok95=8289 max=8989 users=5 1547676357183..1547676474010
      multiLineCSV.jtl jmeter-csv 1/2 n=2 p50=1008 p95=1809 ok95=1898 max=1898 users=1 1492260110340..1492260112389
      single_result-nested-res.jtl jmeter-xml 1/2 n=1 p50=393.5 p95=447.95 ok95=333 max=454 users=1 1492525461260..1492525462059
      single_result-res.csv jmeter-csv 1/1 n=1 p50=92 p95=92 ok95=- max=92 users=1 1497860498732..1497860498824
      summary.log unknown: it is a log of JMeter
      test_results_stats.csv unknown: Locust wrote it
      error1.jtl jmeter-xml 9/9 n=1 p50=3 p95=3 ok95=- max=3 users=4 1637589158946..1637589161397
      kpi1.jtl jmeter-csv 9/21 n=2 p50=3 p95=4 ok95=17.5 max=34 users=4 1637589158484..1637589161397
      simple.error.jtl jmeter-xml 3/3 n=1 p50=62 p95=62.9 ok95=- max=63 users=1 1535636059081..1535636059797
      simple.kpi.jtl jmeter-csv 3/6 n=2 p50=154.5 p95=4927.25 ok95=5858.3 max=6479 users=1 1535636052585..1535636059797
      tabs.jtl jmeter-csv 0/4 n=1 p50=282 p95=901.2 ok95=901.2 max=1008 users=1 1488473413202..1488473416762
      tranctl.jtl jmeter-csv 1/2 n=2 p50=631 p95=961.3 ok95=264 max=998 users=1 1431534938725..1431534939732
      unicode.jtl jmeter-csv 13/13 n=2 p50=857 p95=981.6 ok95=- max=1152 users=1 1482747524914..1482747538448
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

  @TestFactory
  Stream<DynamicTest> everyResultIsReadRightOrRefused() throws IOException {
    return Fixtures.of("jmeter").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      String expected = EXPECTED.get(file.getFileName().toString());
                      assertThat(read(file))
                          .isEqualTo(expected.replaceFirst("unknown.*", "unknown"));
                    }));
  }

  private static String read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    byte[] head = Arrays.copyOf(all, Math.min(all.length, KnownFormats.HEAD_BYTES));
    Optional<ReportFormat> format = KnownFormats.of(head);
    if (format.isEmpty()) {
      return "unknown";
    }
    try {
      LoadSummary found =
          (LoadSummary) format.get().read(new ByteArrayInputStream(all), detail -> {});
      return format.get().id() + " " + text(found);
    } catch (ReportException e) {
      return format.get().id() + " " + e;
    }
  }

  private static String text(LoadSummary found) {
    Transaction total = found.total();
    Times times = total.times();
    Times passed = total.successTimes();
    return "%d/%d n=%d p50=%s p95=%s ok95=%s max=%s users=%s %s..%s"
        .formatted(
            total.failed(),
            total.samples(),
            found.transactions().size(),
            number(times == null ? null : times.p50()),
            number(times == null ? null : times.p95()),
            number(passed == null ? null : passed.p95()),
            number(times == null ? null : times.max()),
            found.users() == null ? "-" : found.users(),
            millis(found.from()),
            millis(found.to()));
  }

  private static String number(@Nullable Double number) {
    return number == null
        ? "-"
        : BigDecimal.valueOf(number)
            .setScale(3, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String millis(@Nullable Instant instant) {
    return instant == null ? "-" : String.valueOf(instant.toEpochMilli());
  }
}
