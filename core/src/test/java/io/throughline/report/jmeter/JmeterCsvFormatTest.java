package io.throughline.report.jmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E08, CSV: the rules by which rows become samples. */
class JmeterCsvFormatTest {
  private static final String HEADER = "timeStamp,elapsed,label,success\n";

  private static LoadSummary read(String text) throws ReportException {
    return (LoadSummary) new JmeterCsvFormat().read(stream(text), detail -> {});
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Transaction first(String text) throws ReportException {
    return read(text).transactions().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "\t", ";", "|"})
  void columnsAreFoundByTheirNamesInAnyOrder(String separator) throws ReportException {
    LoadSummary found =
        read(
            """
            success,allThreads,"my variable",label,IdleTime,elapsed,timeStamp
            true,3,x,a,0,100,1700000000500
            false,5,x,a,0,200,1700000000000
            """
                .replace(",", separator));
    assertThat(found)
        .isEqualTo(
            new LoadSummary(
                "whole run",
                Instant.ofEpochMilli(1_700_000_000_000L),
                Instant.ofEpochMilli(1_700_000_000_600L),
                5,
                expected("Total"),
                List.of(expected("a")),
                List.of()));
  }

  private static Transaction expected(String name) {
    return new Transaction(
        name,
        2,
        1L,
        new Times(150, 100, 200, 150.0, 190.0, 195.0, 199.0),
        new Times(100, 100, 100, 100.0, 100.0, 100.0, 100.0),
        2 / 0.6);
  }

  @Test
  void withoutAHeaderColumnsAreInTheOrderOfTheManual() throws ReportException {
    String row = "1700000000000,70,a,200,OK,users 1-1,text,true,,10,20,4,9,null,1,0,1\n";
    assertThat(read(row).users()).isEqualTo(9);
    assertThat(first(row).times()).isEqualTo(new Times(70, 70, 70, 70.0, 70.0, 70.0, 70.0));
    assertThat(read("1700000000000,70,a,200,OK,users 1-1,text,true,10,20\n").users()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a,b,c\n1,2,3\n",
        "label,URL,Connect\na,b,1\n",
        "1700000000000,70,a,200,OK,users 1-1,json,true\n",
        "1700000000000,70,a,200,OK,users 1-1,text,yes\n",
        "17,70,a,200,OK,users 1-1,text,true\n",
        "1700000000000,70,a,200,OK,users 1-1,text\n"
      })
  void whatHasNeitherColumnsNorASampleIsNone(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ReportException.class)
        .hasToString("line 1: it has neither JMeter's columns nor a sample in their order");
  }

  @Test
  void cellsMayHoldLineBreaksSeparatorsAndQuotes() throws ReportException {
    String text = HEADER + "1,10,\"a,\n\"\"b\"\"\",true\r\n\r\n2,20,c,no\n";
    assertThatThrownBy(() -> read(text))
        .hasToString("line 5: \"no\" is neither true nor false, as success has to be");
    assertThat(first(text.replace(",no", ",true")).name()).isEqualTo("a,\n\"b\"");
  }

  @Test
  void withoutSuccessNobodyKnowsWhatFailed() throws ReportException {
    Transaction found = first("timeStamp,elapsed,label\n1,10,a\n");
    assertThat(found.failed()).isNull();
    assertThat(found.errorRate()).isNull();
    assertThat(found.successTimes()).isNull();
    assertThat(found.times()).isNotNull();
  }

  @Test
  void withoutStartThereIsNoThroughput() throws ReportException {
    LoadSummary found = read("elapsed,label,success\n10,a,true\n");
    assertThat(found.from()).isNull();
    assertThat(found.total().throughput()).isNull();
    assertThat(found.notes())
        .containsExactly(
            "it does not say when each sample started, so that throughput is not known");
  }

  @Test
  void withoutNamesOnlyTheTotalCounts() throws ReportException {
    LoadSummary found = read("timeStamp,elapsed,success\n1,10,true\n");
    assertThat(found.transactions()).isEmpty();
    assertThat(found.total().samples()).isEqualTo(1);
    assertThat(found.notes())
        .containsExactly("1 samples have no name, and only the total counts them");
  }

  @Test
  void withoutElapsedItIsRefused() {
    assertThatThrownBy(() -> read("timeStamp,label,success\n1,a,true\n"))
        .hasToString("line 1: it has no column elapsed, and so no times");
  }

  @Test
  void withoutASampleItIsRefused() {
    assertThatThrownBy(() -> read(HEADER)).hasToString("line 2: it holds no sample");
  }

  /** A server may answer 500 as it should. */
  @Test
  void theWordOnSuccessCountsAndNotTheCode() throws ReportException {
    LoadSummary found =
        read(
            """
            elapsed,label,responseCode,success,timeStamp
            1,a,500,true,1
            1,a,Non HTTP response code: java.net.SocketException,false,1
            1,a,200,false,1
            """);
    assertThat(found.total().failed()).isEqualTo(2);
    assertThat(found.notes())
        .containsExactly(
            "1 samples passed with a response code of 4xx or 5xx, and count as passed");
  }

  /** The clock of the generator was set back: the sample is one, its time is none. */
  @Test
  void aTimeBelowZeroIsNoTime() throws ReportException {
    LoadSummary found = read(HEADER + "10,-5,a,true\n20,30,a,true\n");
    assertThat(found.total().samples()).isEqualTo(2);
    assertThat(found.total().times()).isEqualTo(new Times(30, 30, 30, 30.0, 30.0, 30.0, 30.0));
    assertThat(found.notes())
        .containsExactly("1 samples took less than no time; they count, and their times do not");
    assertThat(read(HEADER + "10,-5,a,true\n").total().times()).isNull();
  }

  @Test
  void anErrorLogIsNoMeasureOfARun() throws ReportException {
    assertThat(read(HEADER + "1,10,a,false\n").notes())
        .containsExactly(
            "no sample passed; JMeter can be set to log errors only, which tells nothing of a run");
  }

  @Test
  void aLastRowWithoutItsEndIsNoted() throws ReportException {
    assertThat(read(HEADER + "1,10,a,true").notes())
        .containsExactly("its last row has no line end, so that it may have been cut there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,10,a|a row has 3 cells, and 4 belong there",
        "1,10,a,true,x|a row has 5 cells, and 4 belong there",
        "1,,a,true|\"\" is no elapsed time in milliseconds",
        "1,1.5,a,true|\"1.5\" is no elapsed time in milliseconds",
        "1,-,a,true|\"-\" is no elapsed time in milliseconds",
        "1,9999999999999999,a,true|\"9999999999999999\" is no elapsed time in milliseconds",
        "1,2000000001,a,true|an elapsed time of 2000000001 ms is longer than any test",
        "soon,10,a,true|\"soon\" is no time that is known",
        "2024/02/30 10:00:00,10,a,true|\"2024/02/30 10:00:00\" is no time that is known",
        "2024/02/03 10:00:00,10,a,true|its times are of two kinds: milliseconds, and with a date",
        "1,10,a,|\"\" is neither true nor false, as success has to be"
      })
  void aRowThatIsNoneIsRefusedWithItsLine(String row, String reason) {
    assertThatThrownBy(() -> read(HEADER + "1,10,a,true\n" + row + "\n"))
        .isInstanceOf(ReportException.class)
        .hasToString("line 3: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allThreads|-1|\"-1\" is no number of users",
        "allThreads|x|\"x\" is no number of users",
        "SampleCount||\"\" is no number of samples",
        "SampleCount|7|a row stands for 7 samples, whose times it does not tell"
      })
  void aNumberThatIsNoneIsRefused(String column, @Nullable String value, String reason) {
    String text =
        "timeStamp,elapsed,label," + column + "\n1,10,a," + (value == null ? "" : value) + "\n";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ReportException.class)
        .hasToString("line 2: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024/02/03 10:00:00.5|2024/02/03 10:00:02.500",
        "2024-02-03T10:00:00|2024-02-03T10:00:02",
        "2024.02.03 10:00:00.25|2024.02.03 10:00:02,250"
      })
  void timesMayHaveADate(String from, String to) throws ReportException {
    LoadSummary found = read(HEADER + from + ",10,a,true\n\"" + to + "\",0,a,true\n");
    assertThat(found.from()).isNull();
    assertThat(found.total().throughput()).isEqualTo(1.0);
    assertThat(found.notes())
        .containsExactly("its times name no time zone, so that nobody knows when the run was");
  }

  @Test
  void hostileCellsAreRefused() {
    assertThatThrownBy(() -> read(HEADER + "1,10,\"" + "x".repeat(5_000_000) + "\",true\n"))
        .isInstanceOf(ReportException.class)
        .satisfies(
            e -> assertThat(e.toString()).startsWith("line 2: it is no CSV that can be read"));
    assertThatThrownBy(() -> read(HEADER + "1,10,\"a\"b,true\n"))
        .isInstanceOf(ReportException.class)
        .satisfies(
            e -> assertThat(e.toString()).startsWith("line 2: it is no CSV that can be read"));
    assertThatThrownBy(() -> read(HEADER + "1,10,a,true\n2,20,\"a,true\n3,30,a,true\n"))
        .isInstanceOf(ReportException.class)
        .hasToString("line 3: a row has 3 cells, and 4 belong there");
    assertThatThrownBy(
            () -> read("timeStamp,elapsed,label\n1,10,\"a\"\n2,20,\"a\n3,30,a\n4,40,a\n"))
        .isInstanceOf(ReportException.class)
        .satisfies(e -> assertThat(e.toString()).endsWith("it ends within quotes"));
  }

  @Test
  void namesThatNeverEndAreRefused() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i <= 10_000; i++) {
      text.append("1,10,GET /orders/").append(i).append(",true\n");
    }
    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(ReportException.class)
        .satisfies(
            e ->
                assertThat(e.toString())
                    .startsWith("line 10002: its samples have more than 10000 names; those that"));
  }

  @Test
  void namesWithoutAnEndAreRefused() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 9; i++) {
      text.append("1,10,").append("x".repeat(1_000_000)).append(i).append(",true\n");
    }
    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(ReportException.class)
        .hasToString("line 10: the names of its samples are longer than those of any load test");
  }
}
