package io.throughline.simulator.production;

/**
 * A stretch in which a service is not itself. Times are epoch milliseconds.
 *
 * @param failing share of requests that fail besides
 * @param slower factor on the time of its answers
 * @param reached share of the usual requests that reach it
 * @param leaking whether its memory fills
 */
public record Spell(
    long from, long to, double failing, double slower, double reached, boolean leaking) {
  /** Whether it holds at a moment. */
  boolean holds(long at) {
    return from <= at && at < to;
  }

  /** What a harm does. */
  static Spell of(Aftermath.Harm harm, long from, long to) {
    return switch (harm) {
      case ERRORS -> new Spell(from, to, 0.09, 1.0, 1.0, false);
      case SLOWNESS -> new Spell(from, to, 0.004, 2.6, 0.97, false);
      case MEMORY -> new Spell(from, to, 0.02, 1.4, 1.0, true);
    };
  }

  /** What an outage does that no change brought. */
  static Spell of(Outage outage) {
    return switch (outage.cause()) {
      case INFRASTRUCTURE ->
          new Spell(outage.startedAt(), outage.resolvedAt(), 0.7, 1.5, 0.4, false);
      case THIRD_PARTY -> new Spell(outage.startedAt(), outage.resolvedAt(), 0.35, 3.0, 0.9, false);
      case CHANGE, OTHER ->
          new Spell(outage.startedAt(), outage.resolvedAt(), 0.12, 1.6, 0.9, false);
    };
  }
}
