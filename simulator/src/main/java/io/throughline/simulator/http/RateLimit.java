package io.throughline.simulator.http;

import java.util.concurrent.atomic.AtomicLong;

/** So many requests in each second, as a throttle counts them; 0 is without limit. */
final class RateLimit {
  private volatile int limit;
  // The second in the upper half, the requests seen in it in the lower half.
  private final AtomicLong seen = new AtomicLong();

  RateLimit(int limit) {
    this.limit = limit;
  }

  void set(int perSecond) {
    limit = perSecond;
  }

  int limit() {
    return limit;
  }

  /** Counts a request; answers how many there were in this second, this one included. */
  int count() {
    long second = System.currentTimeMillis() / 1000;
    long now = seen.updateAndGet(was -> (was >>> 24) == second ? was + 1 : (second << 24) | 1);
    return (int) (now & 0xffffff);
  }
}
