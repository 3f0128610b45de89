package io.throughline.report.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What it takes to read a report: processor time of this thread, however busy the machine is. */
record Cost(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** For each megabyte that is begun; while every branch is watched it takes longer. */
  private static final long MOST_MILLIS = 3_000;

  /** All that is ever allocated, most of which does not live long. */
  private static final long MOST_BYTES = 200L * 1024 * 1024;

  /** How often, beside that, the report may be allocated. */
  private static final long MOST_TIMES = 500;

  /** Does some work, and sees that it was no more than the length of the report explains. */
  static void check(int length, Runnable work) {
    Cost cost = of(work);
    if (cost.millis() >= mostMillis(length) || cost.bytes >= mostBytes(length)) {
      // The first time classes may have been loaded.
      cost = of(work);
    }
    assertThat(cost.millis())
        .as("milliseconds for %d bytes", length)
        .isLessThan(mostMillis(length));
    assertThat(cost.bytes).as("bytes allocated for %d", length).isLessThan(mostBytes(length));
  }

  private static Cost of(Runnable work) {
    Cost before = now();
    work.run();
    Cost after = now();
    return new Cost(after.nanos - before.nanos, after.bytes - before.bytes);
  }

  private static Cost now() {
    return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
  }

  private long millis() {
    return nanos / 1_000_000;
  }

  private static long mostMillis(int length) {
    return MOST_MILLIS * (1 + length / (1024 * 1024));
  }

  private static long mostBytes(int length) {
    return MOST_BYTES + MOST_TIMES * length;
  }
}
