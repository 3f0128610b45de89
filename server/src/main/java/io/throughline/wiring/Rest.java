package io.throughline.wiring;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the server rests after work that left much behind, as a backfill does, and has the
 * memory given back then. The collector that costs least lets the heap grow to its limit and makes
 * it smaller only when it collects the whole of it, for which nobody should have to wait.
 */
final class Rest implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);
  // A quarter of one processor: pages that are looked at now and then, a webhook every few seconds.
  private static final long BUSY_NANOS = LOOK.toNanos() / 4;
  private static final long WORTH_IT_BYTES = 48L << 20;
  private static final System.Logger LOG = System.getLogger(Rest.class.getName());

  private final LongSupplier processorNanos;
  private final LongSupplier heapBytes;
  private final Runnable giveBack;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rest").factory());
  private long lastNanos;
  private long restedBytes;

  /**
   * Looks at nothing until it is started.
   *
   * @param processorNanos processor time that was used so far
   * @param heapBytes what the heap holds, garbage included
   * @param giveBack called at rest, when the heap holds much more than after the last rest
   */
  Rest(LongSupplier processorNanos, LongSupplier heapBytes, Runnable giveBack) {
    this.processorNanos = processorNanos;
    this.heapBytes = heapBytes;
    this.giveBack = giveBack;
    lastNanos = processorNanos.getAsLong();
    restedBytes = heapBytes.getAsLong();
  }

  /** One that watches the process it is in. */
  static Rest ofThisProcess(Runnable giveBack) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return new Rest(Rest::processorNanos, () -> memory.getHeapMemoryUsage().getUsed(), giveBack);
  }

  private static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryLook, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryLook() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "memory could not be given back", e);
    }
  }

  /** What happens every ten seconds. */
  void look() {
    long nanos = processorNanos.getAsLong();
    boolean quiet = nanos - lastNanos < BUSY_NANOS;
    lastNanos = nanos;
    if (quiet && heapBytes.getAsLong() - restedBytes >= WORTH_IT_BYTES) {
      giveBack.run();
      restedBytes = heapBytes.getAsLong();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
