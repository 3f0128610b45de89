package io.throughline.simulator.evidence;

import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import io.throughline.simulator.world.ResponseTimes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Samples of a load test of ten minutes as JMeter writes them. Their number and how many of them
 * failed are the measured ones; their times are spread so that the percentiles are the measured
 * ones but for the rounding to whole milliseconds.
 */
final class JmeterCsv {
  private static final long LENGTH = 600_000;
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,success,grpThreads,allThreads\n";

  private JmeterCsv() {}

  static byte[] of(GateRun run, Measured.Load load) {
    List<Series> all = load.transactions().stream().map(Series::new).toList();
    long begin = run.at() - LENGTH;
    StringBuilder out = new StringBuilder(load.samples() * 48 + HEADER.length());
    out.append(HEADER);
    for (int row = 0; row < load.samples(); row++) {
      Series earliest = all.getFirst();
      for (Series one : all) {
        if (one.start < earliest.start) {
          earliest = one;
        }
      }
      int users = Math.min(load.users(), row + 1);
      out.append(begin + earliest.start).append(',');
      earliest.sample(out);
      out.append(users).append(',').append(users).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The samples of one transaction, in the order of their starts. */
  private static final class Series {
    /** Neighbours in time are so many ranks apart; a prime, so that each rank comes once. */
    private static final int STRIDE = 7_919;

    private final int samples;
    private final int failed;
    private final String passedCells;
    private final String failedCells;
    private final ResponseTimes times;
    private int number;
    private int rank;
    private int failures;

    /** When the next one starts, ms after the first of all; far away when there is none. */
    private long start;

    Series(Measured.Transaction of) {
      this.samples = of.samples();
      this.failed = of.failed();
      this.passedCells = "," + of.name() + ",200,true,";
      this.failedCells = "," + of.name() + ",503,false,";
      this.times = new ResponseTimes(of);
    }

    /** Writes the cells from its time on that are its own. */
    void sample(StringBuilder out) {
      int last = Math.max(1, samples - 1);
      out.append(Math.round(times.at((double) rank / last)));
      number++;
      int failuresUntilNow = (int) ((long) number * failed / samples);
      out.append(failuresUntilNow > failures ? failedCells : passedCells);
      failures = failuresUntilNow;
      rank = (rank + STRIDE) % samples;
      start = number == samples ? Long.MAX_VALUE : number * LENGTH / samples;
    }
  }
}
