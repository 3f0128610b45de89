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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** E08 and N30: how samples of one and of several reports become a run. */
class JmeterRunTest {
  private static final String HEADER =
      "timeStamp,elapsed,label,responseMessage,threadName,dataType,success,allThreads\n";

  private static LoadSummary read(Window window, String... reports) throws ReportException {
    JmeterRun run = new JmeterRun(window);
    for (String report : reports) {
      new JmeterCsvFormat().readInto(run, stream(HEADER + report));
    }
    return run.summary();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(long start, int elapsed, String label, String thread) {
    return start + "," + elapsed + "," + label + ",OK," + thread + ",text,true,1\n";
  }

  private static String controller(
      long start, int elapsed, String label, String thread, int parts) {
    return start
        + ","
        + elapsed
        + ","
        + label
        + ",\"Number of samples in transaction : "
        + parts
        + ", number of failing samples : 0\","
        + thread
        + ",,true,1\n";
  }

  private static List<String> names(LoadSummary found) {
    return found.transactions().stream().map(t -> t.name() + " " + t.samples()).toList();
  }

  /** The same, the slow way: all samples in a row, and a straight line between two of them. */
  private static double percentile(List<Integer> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  @Test
  void percentilesAreThoseOfAllSamplesInARow() throws ReportException {
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      int samples = 1 + random.nextInt(round < 30 ? 6 : 2_000);
      int spread = round % 3 == 0 ? 5 : round % 3 == 1 ? 3_000 : 1_900_000_000;
      List<Integer> times = new ArrayList<>();
      StringBuilder report = new StringBuilder();
      for (int i = 0; i < samples; i++) {
        times.add(random.nextInt(spread));
        report.append(row(1_000 + i, times.get(i), "a", "t"));
      }
      Collections.sort(times);
      Times found = read(Window.WHOLE_RUN, report.toString()).total().times();
      Offset<Double> close = Offset.offset(1e-4);
      assertThat(found).isNotNull();
      assertThat(found.p50()).isCloseTo(percentile(times, 0.5), close);
      assertThat(found.p90()).isCloseTo(percentile(times, 0.9), close);
      assertThat(found.p95()).isCloseTo(percentile(times, 0.95), close);
      assertThat(found.p99()).isCloseTo(percentile(times, 0.99), close);
      assertThat(found.min()).isEqualTo(times.getFirst().doubleValue());
      assertThat(found.max()).isEqualTo(times.getLast().doubleValue());
      assertThat(found.mean())
          .isCloseTo(times.stream().mapToLong(Integer::longValue).average().orElseThrow(), close);
    }
  }

  @Test
  void partsOfAControllerAreListedAndNotInTheTotal() throws ReportException {
    LoadSummary found =
        read(
            Window.WHOLE_RUN,
            row(10, 5, "before", "t1")
                + row(20, 10, "a", "t1")
                + row(21, 50, "a", "t2")
                + row(30, 20, "b", "t1")
                + controller(19, 30, "both", "t1", 2));
    assertThat(names(found)).containsExactly("a 2", "b 1", "before 1", "both 1");
    assertThat(found.total().samples()).isEqualTo(3);
    assertThat(found.total().times()).isEqualTo(new Times(85 / 3.0, 5, 50, 30.0, 46.0, 48.0, 49.6));
  }

  /** A controller in a controller is a part of it, and the pauses that it counts are no samples. */
  @Test
  void theOutermostControllerCounts() throws ReportException {
    LoadSummary found =
        read(
            Window.WHOLE_RUN,
            row(9, 1, "before", "t")
                + row(10, 5, "a", "t")
                + controller(10, 6, "inner", "t", 1)
                + row(20, 10, "b", "t")
                + controller(10, 25, "outer", "t", 10));
    assertThat(found.total().samples()).isEqualTo(2);
    assertThat(found.total().times()).isEqualTo(new Times(13, 1, 25, 13.0, 22.6, 23.8, 24.76));
  }

  /** A server may answer with any message. */
  @Test
  void aSampleWithADataTypeIsNoController() throws ReportException {
    LoadSummary found =
        read(
            Window.WHOLE_RUN,
            row(10, 5, "a", "t") + controller(10, 6, "b", "t", 1).replace(",,true", ",text,true"));
    assertThat(found.total().samples()).isEqualTo(2);
  }

  /** A sample that ended in the millisecond in which a controller starts is none of its parts. */
  @Test
  void aControllerHasNoMorePartsThanItSays() throws ReportException {
    LoadSummary found =
        read(
            Window.WHOLE_RUN,
            row(10, 0, "a", "t") + row(10, 5, "b", "t") + controller(10, 5, "c", "t", 1));
    assertThat(found.total().samples()).isEqualTo(2);
    assertThat(found.total().times()).isEqualTo(new Times(2.5, 0, 5, 2.5, 4.5, 4.75, 4.95));
  }

  @Test
  void partsWithoutAThreadCannotBeTold() throws ReportException {
    JmeterRun run = new JmeterRun(Window.WHOLE_RUN);
    new JmeterCsvFormat()
        .readInto(
            run,
            stream(
                "timeStamp,elapsed,label,responseMessage,success\n1,1,a,OK,true\n"
                    + "1,1,b,\"Number of samples in transaction : 1, number\",true\n"));
    assertThat(run.summary().total().samples()).isEqualTo(2);
    assertThat(run.summary().notes())
        .containsExactly(
            "it does not say by which thread and when each sample was made, so that parts of its 1"
                + " transactions cannot be told, and the total counts both");
  }

  /**
   * A thread for each visit: the first are forgotten, and a controller of the last has its parts.
   */
  @Test
  void ofManyThreadsTheLastAreKnown() throws ReportException {
    StringBuilder report = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      report.append(row(i, 1, "a", "t" + i)).append(controller(i, 1, "b", "t" + i, 1));
    }
    assertThat(read(Window.WHOLE_RUN, report.toString()).total().samples()).isEqualTo(50_000);
  }

  @Test
  void aControllerOfMorePartsThanAreKeptIsNoted() throws ReportException {
    StringBuilder report = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      report.append(row(i, 1, "a", "t"));
    }
    String rows = report.toString();
    LoadSummary found = read(Window.WHOLE_RUN, rows + controller(0, 1, "b", "t", 20_000));
    assertThat(found.total().samples()).isEqualTo(20_000 - 16_384 + 1);
    assertThat(found.notes())
        .containsExactly(
            "some transactions have more parts than are remembered; the total counts them too");
    assertThat(read(Window.WHOLE_RUN, rows + controller(19_000, 1, "b", "t", 1_000)).notes())
        .isEmpty();
  }

  /** Samples are written when they end, so that the first of a run may come late. */
  @Test
  void theWindowIsMeasuredFromTheEarliestOfTheFirst() throws ReportException {
    Window window = new Window(Duration.ofSeconds(1), Duration.ofMillis(2_500));
    LoadSummary found =
        read(
            window,
            row(5_000, 1, "early", "t")
                + row(4_500, 900, "first", "t")
                + row(5_500, 10, "in", "t")
                + row(7_999, 30, "in", "t")
                + row(8_000, 10, "late", "t")
                + row(9_000, 10, "late", "t"));
    assertThat(found.window()).isEqualTo("from 1 s after the first sample, for 2.5 s");
    assertThat(names(found)).containsExactly("in 2");
    assertThat(found.total().samples()).isEqualTo(2);
    assertThat(found.total().throughput()).isEqualTo(0.8);
    assertThat(found.from()).isEqualTo(Instant.ofEpochMilli(5_500));
    assertThat(found.to()).isEqualTo(Instant.ofEpochMilli(8_029));
    assertThat(found.notes()).isEmpty();
  }

  @Test
  void ofALongRunTheStartIsThatOfTheFirstTenThousand() throws ReportException {
    StringBuilder report = new StringBuilder();
    for (int i = 0; i < Shard.FIRST; i++) {
      report.append(row(1_000 + i, 1, "a", "t"));
    }
    report.append(row(0, 1, "lost", "t")).append(row(20_000, 1, "b", "t"));
    LoadSummary found = read(new Window(Duration.ofSeconds(10), null), report.toString());
    assertThat(names(found)).containsExactly("b 1");
    assertThat(found.window()).isEqualTo("from 10 s after the first sample");
  }

  @Test
  void aPartOfAControllerIsNoneInAnyWindow() throws ReportException {
    LoadSummary found =
        read(
            new Window(Duration.ofMillis(100), null),
            row(0, 10, "a", "t") + row(150, 10, "a", "t") + controller(50, 120, "b", "t", 2));
    assertThat(names(found)).containsExactly("a 1");
    assertThat(found.total().samples()).isZero();
    assertThat(found.total().times()).isNull();
    assertThat(found.total().errorRate()).isNull();
  }

  @Test
  void aWindowThatTheRunDoesNotFillIsNoted() throws ReportException {
    Window window = new Window(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(read(window, row(0, 1, "a", "t") + row(2_000, 1, "a", "t")).notes())
        .containsExactly(
            "the run ended before the window did: from 1 s after the first sample, for 5 s");
    LoadSummary none = read(window, row(0, 1, "a", "t"));
    assertThat(none.total().samples()).isZero();
    assertThat(none.notes())
        .containsExactly("no sample started from 1 s after the first sample, for 5 s");
  }

  @Test
  void aWindowNeedsTimes() {
    assertThatThrownBy(
            () ->
                new JmeterCsvFormat(new Window(Duration.ofSeconds(1), null))
                    .read(stream("elapsed,label,success\n1,a,true\n"), detail -> {}))
        .hasToString("line 1: it has no column timeStamp, so that no part of the run can be told");
    assertThatThrownBy(() -> new Window(Duration.ofSeconds(-1), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Window(Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** N30: percentiles of all samples together, and not of percentiles. */
  @Test
  void n30_reportsOfOneRunAreCountedTogether() throws ReportException {
    Random random = new Random(3);
    List<StringBuilder> shards = List.of(new StringBuilder(), new StringBuilder());
    StringBuilder together = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      int shard = random.nextInt(10) == 0 ? 1 : 0;
      String row = row(1_000 + i, random.nextInt(shard == 0 ? 200 : 3_000), "a", "t" + shard);
      shards.get(shard).append(row);
      together.append(row);
    }
    LoadSummary merged = read(Window.WHOLE_RUN, shards.get(0).toString(), shards.get(1).toString());
    LoadSummary whole = read(Window.WHOLE_RUN, together.toString());
    assertThat(merged.total()).isEqualTo(whole.total());
    assertThat(merged.transactions()).isEqualTo(whole.transactions());
    assertThat(merged.from()).isEqualTo(whole.from());
    assertThat(merged.to()).isEqualTo(whole.to());
    assertThat(merged.users()).isEqualTo(2);
    assertThat(merged.notes()).containsExactly("2 reports of one run are counted together");
  }

  /** Each generator has a ramp-up of its own, and maybe a clock that goes wrong. */
  @Test
  void theWindowOfEachReportIsItsOwn() throws ReportException {
    LoadSummary found =
        read(
            new Window(Duration.ofSeconds(1), null),
            row(0, 1, "a", "t") + row(1_000, 1, "in", "t"),
            row(5_000, 1, "a", "t") + row(6_000, 1, "in", "t"));
    assertThat(names(found)).containsExactly("in 2");
  }

  @Test
  void ofARunWithARefusedReportNothingCounts() throws ReportException {
    JmeterRun run = new JmeterRun(Window.WHOLE_RUN);
    new JmeterCsvFormat().readInto(run, stream(HEADER + row(1, 1, "a", "t")));
    assertThatThrownBy(
            () -> new JmeterCsvFormat().readInto(run, stream(HEADER + row(1, 1, "a", "t") + "1\n")))
        .isInstanceOf(ReportException.class);
    assertThatThrownBy(run::summary).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void timesThatNeverRepeatAreRefused() throws TooMany {
    Millis.Room room = new Millis.Room();
    Millis times = new Millis(room);
    for (int i = 0; i < 4_000_000; i++) {
      times.add(3 * i);
    }
    times.add(0);
    assertThatThrownBy(() -> new Millis(room).add(0))
        .isInstanceOf(TooMany.class)
        .hasMessage("its transactions have more than 4000000 different times altogether");
    Times found = Millis.times(times);
    assertThat(found).isNotNull();
    assertThat(found.p50()).isEqualTo(3 * 1_999_999.0);
  }

  @Test
  void aTransactionIsEqualInAnyOrderOfItsSamples() throws ReportException {
    String one = row(1, 7, "a", "t");
    String other = row(2, 9, "a", "u");
    Transaction found = read(Window.WHOLE_RUN, one + other).total();
    assertThat(read(Window.WHOLE_RUN, other + one).total()).isEqualTo(found);
  }
}
