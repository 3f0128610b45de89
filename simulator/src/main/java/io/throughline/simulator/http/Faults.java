package io.throughline.simulator.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Misbehaviour on demand, for the next so many API requests. */
final class Faults {
  /** What goes wrong. */
  enum Kind {
    NONE,
    STATUS,
    HTML,
    HALF,
    SLOW,
    REVOKED
  }

  private record Now(Kind kind, int number) {}

  private volatile Now now = new Now(Kind.NONE, 0);
  private final AtomicInteger left = new AtomicInteger();

  /**
   * Goes wrong for the next requests.
   *
   * @param number the status for {@code STATUS}, milliseconds for {@code SLOW}
   */
  void set(Kind kind, int number, int requests) {
    left.set(requests);
    now = new Now(kind, number);
  }

  /** What happens to the request at hand; counts it. */
  Kind next() {
    if (now.kind() == Kind.NONE) {
      return Kind.NONE;
    }
    return left.getAndDecrement() > 0 ? now.kind() : Kind.NONE;
  }

  int number() {
    return now.number();
  }
}
