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

  /** Neighbours in time are so many ranks apart, where that meets every rank. */
  private static final int STRIDE = 7_919;

  private JmeterCsv() {}

  static byte[] of(GateRun run, Measured.Load load) {
    List<Measured.Transaction> all = load.transactions();
    List<ResponseTimes> times = all.stream().map(ResponseTimes::new).toList();
    long begin = run.at() - LENGTH;
    int[] next = new int[all.size()];
    StringBuilder out = new StringBuilder(load.samples() * 48 + 128);
    out.append("timeStamp,elapsed,label,responseCode,success,grpThreads,allThreads\n");
    for (int row = 0; row < load.samples(); row++) {
      int earliest = 0;
      for (int i = 1; i < next.length; i++) {
        if (start(next[i], all.get(i)) < start(next[earliest], all.get(earliest))) {
          earliest = i;
        }
      }
      Measured.Transaction of = all.get(earliest);
      int number = next[earliest]++;
      int users = Math.min(load.users(), row + 1);
      boolean failed = failed(number + 1, of) > failed(number, of);
      out.append(begin + start(number, of)).append(',');
      out.append(Math.round(times.get(earliest).at(share(number, of.samples())))).append(',');
      out.append(of.name()).append(failed ? ",503,false," : ",200,true,");
      out.append(users).append(',').append(users).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** When a sample starts, after the first one; past the end when there is none. */
  private static long start(int number, Measured.Transaction of) {
    return number >= of.samples() ? Long.MAX_VALUE : number * LENGTH / of.samples();
  }

  /** How many of the first samples failed. */
  private static long failed(int samples, Measured.Transaction of) {
    return (long) samples * of.failed() / of.samples();
  }

  /** The share of samples that were faster, so that each rank occurs once. */
  private static double share(int number, int samples) {
    int stride = samples % STRIDE == 0 ? 1 : STRIDE;
    long rank = (long) number * stride % samples;
    return samples == 1 ? 0 : (double) rank / (samples - 1);
  }
}
