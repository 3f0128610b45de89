package io.throughline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Several who do the same at once. */
final class Crowd {
  private Crowd() {}

  /** One piece of work; told its number. */
  interface Work {
    void run(long number) throws Exception;
  }

  /** How often a second the work gets done by so many at once. */
  static double rate(int members, double seconds, Work work) throws InterruptedException {
    AtomicLong numbers = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Stopwatch watch = new Stopwatch();
    List<Future<?>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < members; i++) {
        all.add(
            threads.submit(
                () -> {
                  while (watch.seconds() < seconds) {
                    work.run(numbers.getAndIncrement());
                    done.incrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the work failed", e.getCause());
    }
    return done.get() / watch.seconds();
  }
}
