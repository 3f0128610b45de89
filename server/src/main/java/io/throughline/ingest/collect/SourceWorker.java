package io.throughline.ingest.collect;

import io.throughline.model.org.SourceConfig;
import io.throughline.source.Refresh;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one source: one that reads it on a timer, some that fulfil wishes, and one that
 * listens where the source tells by itself.
 */
final class SourceWorker implements AutoCloseable {
  /** Work that ends by interruption. */
  private interface Loop {
    void work() throws InterruptedException;
  }

  private static final System.Logger LOG = System.getLogger(SourceWorker.class.getName());
  private static final Duration STOPPED_PAUSE = Duration.ofMinutes(15);
  private static final int WISHES_AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SourceCollector collector;
  private final SourceConfig config;
  private final Clock clock;
  private final RefreshQueue wishes;
  private final Optional<SourceListener> listener;
  private final CountDownLatch readOnce = new CountDownLatch(1);
  private final Semaphore wake = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  SourceWorker(SourceCollector collector, SourceConfig config, Clock clock) {
    this.collector = collector;
    this.config = config;
    this.clock = clock;
    this.wishes = new RefreshQueue(collector::refresh);
    this.listener = collector.listener(wishes::offer);
  }

  SourceCollector collector() {
    return collector;
  }

  void start() {
    threads.add(thread("collect-" + config.id(), this::poll));
    for (int i = 0; i < WISHES_AT_ONCE; i++) {
      threads.add(thread("refresh-" + config.id(), wishes::work));
    }
    listener.ifPresent(
        listening -> threads.add(thread("listen-" + config.id(), () -> listen(listening))));
  }

  private static Thread thread(String name, Loop loop) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                loop.work();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Not before all was read once: a connection begins by telling of all that there is. */
  private void listen(SourceListener listening) throws InterruptedException {
    readOnce.await();
    listening.work();
  }

  /** How the source is listened to; empty where it is only asked. */
  Optional<Listening> listening() {
    return listener.map(SourceListener::state);
  }

  private void poll() throws InterruptedException {
    boolean woken = true;
    while (true) {
      LOG.log(System.Logger.Level.DEBUG, "Reading {0}, by wish: {1}", config.id(), woken);
      wake.drainPermits();
      SourceCollector.Outcome outcome = collector.run();
      if (outcome == SourceCollector.Outcome.COMPLETE) {
        readOnce.countDown();
      }
      Duration pause = pause(outcome);
      woken = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Duration pause(SourceCollector.Outcome outcome) {
    Duration poll = Duration.ofSeconds(config.pollSeconds());
    return switch (outcome) {
      case COMPLETE, ALREADY_RUNNING -> poll;
      case FAILED -> {
        Duration pause = Duration.between(clock.instant(), collector.nextTry());
        yield pause.isNegative() ? Duration.ZERO : pause;
      }
      case STOPPED -> poll.compareTo(STOPPED_PAUSE) > 0 ? poll : STOPPED_PAUSE;
    };
  }

  /** Makes the next run begin now. */
  void wake() {
    wake.release();
  }

  boolean offer(Refresh wish) {
    return wishes.offer(wish);
  }

  /** Ends the threads. What they had not stored yet is read again after the next start. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    collector.close();
  }
}
