package io.throughline.source.http;

import java.time.Duration;

/** Waits; a test gives one that only turns its clock. */
@FunctionalInterface
public interface Sleeper {
  /** Really waits. */
  Sleeper REAL = Thread::sleep;

  /** Returns after the duration has passed. */
  void sleep(Duration duration) throws InterruptedException;
}
