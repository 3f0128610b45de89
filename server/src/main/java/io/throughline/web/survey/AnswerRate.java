package io.throughline.web.survey;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often pages may be asked for and answered: from one address, and from all together. An office
 * behind one address answers a survey on one morning; a machine that fills it in by itself is
 * slowed down.
 */
final class AnswerRate {
  private static final int OF_ONE = 240;
  private static final int OF_ALL = 2_400;
  private static final int MOST_ADDRESSES = 10_000;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private long began;
  private int all;
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  AnswerRate(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Whether one more may come from an address in this minute. */
  synchronized boolean allows(String address) {
    long now = nanos.getAsLong();
    if (now - began >= WINDOW_NANOS) {
      began = now;
      all = 0;
      counts.clear();
    }
    if (all >= OF_ALL || (counts.size() >= MOST_ADDRESSES && !counts.containsKey(address))) {
      return false;
    }
    int count = counts.merge(address, 1, Integer::sum);
    if (count > OF_ONE) {
      return false;
    }
    all++;
    return true;
  }
}
