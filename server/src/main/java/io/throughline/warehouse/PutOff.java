package io.throughline.warehouse;

import io.throughline.warehouse.fact.TouchedFacts;
import java.util.function.LongSupplier;

/**
 * What was touched by batches that are committed and not yet derived from. A derivation costs
 * nearly the same for ten things as for a thousand, so while deliveries wait it is done for several
 * batches at once: about a tenth of the time goes into it, and when it is quick it never waits much
 * longer than a second.
 */
final class PutOff {
  private static final long LEAST_NANOS = 1_000_000_000L;
  private static final int SHARE = 9;
  private static final int MOST = 200_000;

  private final LongSupplier nanos;
  private TouchedFacts waiting = new TouchedFacts();
  private boolean derived;
  private long began;
  private long endedAt;
  private long tookNanos;

  PutOff(LongSupplier nanos) {
    this.nanos = nanos;
    this.endedAt = nanos.getAsLong();
  }

  /** Whether the derivation of what waits, and of what was just told, is put off once more. */
  boolean longer(boolean more, TouchedFacts told) {
    derived = false;
    long wait = Math.max(LEAST_NANOS, SHARE * tookNanos);
    return more && waiting.size() + told.size() < MOST && nanos.getAsLong() - endedAt < wait;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What waits together with what was just told. */
  TouchedFacts with(TouchedFacts told) {
    TouchedFacts all = new TouchedFacts();
    all.addAll(waiting);
    all.addAll(told);
    return all;
  }

  void begin() {
    began = nanos.getAsLong();
  }

  void end() {
    endedAt = nanos.getAsLong();
    tookNanos = endedAt - began;
    derived = true;
  }

  /** The transaction is in: what it told waits now, or nothing does when it derived. */
  void committed(TouchedFacts told) {
    if (derived) {
      waiting = new TouchedFacts();
    } else {
      waiting.addAll(told);
    }
  }
}
