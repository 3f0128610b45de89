package io.throughline.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does the same with many things at once, on virtual threads; ends when all have ended. */
public final class Fanout {
  private Fanout() {}

  /** What is done with one thing. */
  public interface Task<T> {
    void run(T item) throws SourceException, InterruptedException;
  }

  /**
   * After the first failure nothing new is begun, and that failure is thrown.
   *
   * @param atOnce how many at once
   */
  public static <T> void each(Collection<T> items, int atOnce, Task<T> task)
      throws SourceException, InterruptedException {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
      threads.add(Thread.ofVirtual().start(() -> work(waiting, failure, task)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
      threads.forEach(Thread::interrupt);
      throw e;
    }
    rethrow(failure.get());
  }

  private static <T> void work(
      Queue<T> waiting, AtomicReference<@Nullable Throwable> failure, Task<T> task) {
    try {
      for (T item = waiting.poll(); item != null && failure.get() == null; item = waiting.poll()) {
        task.run(item);
      }
    } catch (SourceException | InterruptedException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private static void rethrow(@Nullable Throwable failure)
      throws SourceException, InterruptedException {
    switch (failure) {
      case null -> {}
      case SourceException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
