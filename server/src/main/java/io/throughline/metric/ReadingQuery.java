package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.time.Grain;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A question for readings.
 *
 * @param from first local day, in the scope's zone
 * @param to the day after the last one
 * @param authorClass {@code human}, {@code assisted} or {@code agent}; null for all together
 * @param clock the other clock than the one that the definition declares; null: the declared one.
 *     Only durations have one; asked of anything else it changes nothing
 * @param part only what lies in this part, for metrics that tell parts apart; null: all together. A
 *     metric without parts has nothing in any
 */
public record ReadingQuery(
    String metric,
    Scope scope,
    LocalDate from,
    LocalDate to,
    Grain grain,
    @Nullable String authorClass,
    @Nullable Clock clock,
    @Nullable String part) {

  /** Asks for all parts together. */
  public ReadingQuery(
      String metric,
      Scope scope,
      LocalDate from,
      LocalDate to,
      Grain grain,
      @Nullable String authorClass,
      @Nullable Clock clock) {
    this(metric, scope, from, to, grain, authorClass, clock, null);
  }

  /** Asks on the declared clock. */
  public ReadingQuery(
      String metric,
      Scope scope,
      LocalDate from,
      LocalDate to,
      Grain grain,
      @Nullable String authorClass) {
    this(metric, scope, from, to, grain, authorClass, null, null);
  }

  /** The same of another scope. */
  public ReadingQuery of(Scope other) {
    return new ReadingQuery(metric, other, from, to, grain, authorClass, clock, part);
  }

  /** The same about another metric. */
  public ReadingQuery about(String other) {
    return new ReadingQuery(other, scope, from, to, grain, authorClass, clock, part);
  }

  /** The same in another grain. */
  ReadingQuery of(Grain other) {
    return new ReadingQuery(metric, scope, from, to, other, authorClass, clock, part);
  }

  /** The same of one part; null for all. */
  public ReadingQuery ofPart(@Nullable String other) {
    return new ReadingQuery(metric, scope, from, to, grain, authorClass, clock, other);
  }
}
