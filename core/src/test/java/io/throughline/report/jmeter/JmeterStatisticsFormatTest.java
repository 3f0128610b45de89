package io.throughline.report.jmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboard's statistics say, and what they do not. */
class JmeterStatisticsFormatTest {
  private static final String PERCENTILES =
      "percentiles are the dashboard's: the 90th, 95th and 99th, if nobody set aggregate_rpt_pct1"
          + " to 3 otherwise";

  private static LoadSummary read(String text) throws ReportException {
    return (LoadSummary)
        new JmeterStatisticsFormat()
            .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), detail -> {});
  }

  private static String entry(String name, long samples) {
    return """
        "%s": {"transaction": "%s", "sampleCount": %d, "errorCount": 1, "errorPct": 50.0,
        "meanResTime": 5.5, "medianResTime": 5.0, "minResTime": 3.0, "maxResTime": 9.0,
        "pct1ResTime": 6.0, "pct2ResTime": 7.0, "pct3ResTime": 8.0, "throughput": 2.5}
        """
        .formatted(name, name, samples);
  }

  private static Transaction expected(String name, long samples) {
    return new Transaction(name, samples, 1L, new Times(5.5, 3, 9, 5.0, 6.0, 7.0, 8.0), null, 2.5);
  }

  @Test
  void theTotalMayBeAnywhere() throws ReportException {
    LoadSummary found =
        read("{" + entry("b", 2) + "," + entry("Total", 4) + "," + entry("a", 2) + "}");
    assertThat(found)
        .isEqualTo(
            new LoadSummary(
                "what the dashboard counted",
                null,
                null,
                null,
                expected("Total", 4),
                List.of(expected("a", 2), expected("b", 2)),
                List.of(PERCENTILES)));
  }

  @Test
  void aTotalThatDisagreesIsNoted() throws ReportException {
    assertThat(read("{" + entry("Total", 7) + "," + entry("a", 4) + "}").notes())
        .containsExactly(
            PERCENTILES, "the total says that there are 7 samples, and 4 are in the transactions");
  }

  @Test
  void percentilesOfManySamplesAreThoseOfTheLast() throws ReportException {
    assertThat(read("{" + entry("Total", 20_001) + "," + entry("a", 20_001) + "}").notes())
        .containsExactly(
            PERCENTILES,
            "percentiles are those of the last 20,000 samples of each name, if nobody set"
                + " statistic_window otherwise");
  }

  @Test
  void percentilesThatDoNotRiseAreOfSomethingElse() throws ReportException {
    LoadSummary found = read("{" + entry("Total", 4).replace("6.0", "8.5") + "}");
    assertThat(found.total().times()).isEqualTo(new Times(5.5, 3, 9, 5.0, null, null, null));
    assertThat(found.notes())
        .contains(
            "the percentiles of \"Total\" do not rise, so that they are not the 90th, 95th and 99th");
  }

  @Test
  void aPercentileAboveTheHighestIsOfSomethingElse() throws ReportException {
    LoadSummary found = read("{" + entry("Total", 4).replace("8.0", "9.5") + "}");
    assertThat(found.total().times()).isEqualTo(new Times(5.5, 3, 9, 5.0, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"5.5,2.9", "5.5,9.1", "3.0,9.5"})
  void aMeanThatIsNotAmongTheTimesIsRefused(String good, String bad) {
    assertThatThrownBy(() -> read("{" + entry("Total", 4).replace(good, bad) + "}"))
        .isInstanceOf(ReportException.class)
        .hasMessage("the mean of \"Total\" is not between its min and its max");
  }

  @Test
  void aTransactionWithoutASampleHasNoTimes() throws ReportException {
    String none = entry("Total", 0).replace("\"errorCount\": 1", "\"errorCount\": 0");
    LoadSummary found = read("{" + none.replace("5.5", "\"NaN\"") + "}");
    assertThat(found.total().times()).isNull();
    assertThat(found.total().errorRate()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sampleCount\": 4|\"sampleCount\": 4.5|sampleCount",
        "\"sampleCount\": 4|\"sampleCount\": -4|sampleCount",
        "\"errorCount\": 1|\"errorCount\": 5|errorCount",
        "\"throughput\": 2.5|\"throughput\": \"NaN\"|throughput",
        "\"throughput\": 2.5|\"throughput\": -2.5|throughput",
        "\"medianResTime\": 5.0|\"medianResTime\": 2.9|medianResTime",
        "\"medianResTime\": 5.0|\"medianResTime\": 9.1|medianResTime",
        "\"pct2ResTime\": 7.0|\"pct2ResTime\": 1e300|pct2ResTime",
        "\"maxResTime\": 9.0|\"other\": 9.0|maxResTime"
      })
  void whatIsNoNumberIsRefused(String good, String bad, String field) {
    assertThatThrownBy(() -> read("{\n" + entry("Total", 4).replace(good, bad) + "}"))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.place()).startsWith("line 2, "))
        .hasMessage(field + " of \"Total\" is no number that belongs there");
  }

  @Test
  void itIsRefusedWithoutATotalAndWithTwo() {
    assertThatThrownBy(() -> read("{" + entry("a", 4) + "}")).hasMessage("it has no Total");
    assertThatThrownBy(() -> read("{" + entry("Total", 4) + "," + entry("Total", 4) + "}"))
        .hasMessage("\"Total\" is there twice");
    assertThatThrownBy(() -> read("{" + entry("a", 4) + "," + entry("a", 4) + "}"))
        .hasMessage("\"a\" is there twice");
  }
}
