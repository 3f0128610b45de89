package io.throughline.report.jmeter;

import java.util.ArrayList;
import java.util.List;

/** One report of a run, sample by sample as it is read. */
final class Shard {
  /** How many samples may be written before one that started earlier. */
  static final int FIRST = 10_000;

  private final JmeterRun run;
  private final Window window;
  private Threads threads = new Threads();
  private List<Sample> first = new ArrayList<>();
  private boolean started;
  private boolean closed;
  private Clock clock = Clock.NONE;
  private long runStart = Long.MAX_VALUE;
  private long windowBegin = Long.MIN_VALUE;
  private long windowEnd = Long.MAX_VALUE;
  private long counted;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private int users = Sample.NO_USERS;
  private boolean timeless;
  private boolean simple;
  private long loose;
  private boolean forgot;

  Shard(JmeterRun run, Window window) {
    this.run = run;
    this.window = window;
    this.started = window.isWholeRun();
  }

  /** The thread of a name. */
  Recent thread(String name) {
    return threads.of(name);
  }

  /** Whether samples have to say when they started. */
  boolean needsTimes() {
    return !window.isWholeRun();
  }

  /** Says what the starts of samples mean. */
  void clock(Clock told) {
    clock = told;
  }

  /**
   * Counts a sample, in the order of the report.
   *
   * @throws TooMany when the report holds more than any that a load test writes
   */
  void add(Sample sample) throws TooMany {
    if (started) {
      count(sample);
      return;
    }
    first.add(sample);
    if (first.size() == FIRST) {
      start();
    }
  }

  /** Sees that the window can be told, and counts what waited for it. */
  private void start() throws TooMany {
    started = true;
    for (Sample sample : first) {
      runStart = Math.min(runStart, sample.start());
    }
    windowBegin = runStart + window.after().toMillis();
    if (window.length() != null) {
      windowEnd = windowBegin + window.length().toMillis();
    }
    for (Sample sample : first) {
      count(sample);
    }
    first = List.of();
  }

  /** That the report was read to its end. */
  void close() throws TooMany {
    if (!started && !first.isEmpty()) {
      start();
    }
    closed = true;
    threads = new Threads();
    if (forgot) {
      run.notes()
          .add("some transactions have more parts than are remembered; the total counts them too");
    }
    if (loose > 0 && simple) {
      run.notes()
          .add(
              "it does not say by which thread and when each sample was made, so that parts of its"
                  + " %,d transactions cannot be told, and the total counts both",
              loose);
    }
  }

  private void count(Sample sample) throws TooMany {
    Recent thread = sample.hasTime() ? sample.thread() : null;
    if (sample.isController()) {
      if (thread != null) {
        forgot |= !thread.takeParts(sample, run.total());
      } else {
        loose++;
      }
    }
    simple |= !sample.isController() && !sample.part();
    boolean counts = sample.start() >= windowBegin && sample.start() < windowEnd;
    if (counts) {
      run.count(sample);
      counted++;
      users = Math.max(users, sample.users());
      timeless |= !sample.hasTime();
      from = Math.min(from, sample.start());
      to = Math.max(to, sample.end());
    }
    if (sample.hasTime()) {
      last = Math.max(last, sample.end());
    }
    if (thread != null && !sample.part()) {
      thread.add(sample, counts);
    }
  }

  boolean isClosed() {
    return closed;
  }

  boolean hasCounted() {
    return counted > 0;
  }

  /** What the starts of all samples that count mean. */
  Clock clock() {
    return timeless ? Clock.NONE : clock;
  }

  /** Start of the first sample that counts. */
  long from() {
    return from;
  }

  /** End of the last sample that counts. */
  long to() {
    return to;
  }

  /** Begin of the window. */
  long begin() {
    return window.isWholeRun() ? from : windowBegin;
  }

  /** End of the window, or of the last sample that counts where that is earlier. */
  long end() {
    return Math.min(windowEnd, to);
  }

  /** Whether the run was over before the window was. */
  boolean isShort() {
    return windowEnd != Long.MAX_VALUE && last < windowEnd;
  }

  /** Highest number of active users at a sample that counts. */
  int users() {
    return users;
  }
}
