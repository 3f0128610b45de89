package io.throughline.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RestTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MB = 1L << 20;

  private final AtomicLong processor = new AtomicLong();
  private final AtomicLong heap = new AtomicLong(30 * MB);
  private final AtomicInteger given = new AtomicInteger();
  private final Rest rest =
      new Rest(
          processor::get,
          heap::get,
          () -> {
            given.incrementAndGet();
            heap.set(60 * MB);
          });

  @AfterEach
  void close() {
    rest.close();
  }

  @Test
  void nothingIsDoneWhileThereIsWork() {
    heap.set(200 * MB);
    processor.addAndGet(8 * SECOND);
    rest.look();
    processor.addAndGet(3 * SECOND);
    rest.look();
    assertThat(given).hasValue(0);
  }

  @Test
  void memoryIsGivenBackOnceTheWorkIsDone() {
    heap.set(200 * MB);
    processor.addAndGet(8 * SECOND);
    rest.look();
    processor.addAndGet(1 * SECOND);
    rest.look();
    assertThat(given).hasValue(1);
  }

  @Test
  void littleGarbageIsNotWorthIt() {
    heap.set(70 * MB);
    rest.look();
    assertThat(given).hasValue(0);
  }

  @Test
  void whatIsAliveAfterARestDoesNotCauseTheNext() {
    heap.set(200 * MB);
    rest.look();
    rest.look();
    heap.set(100 * MB);
    rest.look();
    assertThat(given).hasValue(1);
    heap.set(110 * MB);
    rest.look();
    assertThat(given).hasValue(2);
  }
}
