package io.throughline.metric;

import io.throughline.model.time.Period;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Observations of one metric summed up for a scope and a period. Numbers are in the metric's unit.
 *
 * @param from first local day
 * @param to the day after the last one
 * @param value the headline; null means no data, which is never 0
 * @param n how many observations
 * @param coverage share of the population, 0 to 1, that had everything needed; null: not applicable
 *     or an empty population
 * @param provisional true while the period runs or its sources are not read up to its end
 * @param version of the definition
 * @param numerator sum, for shares and ratios
 * @param denominator sum, for shares and ratios
 * @param low lower end of the 95 % interval of the headline; null when n is too small
 * @param high upper end
 * @param doubt why the value should not be leaned on; null when it can
 * @param targetState how it stands to the team's target; null without a target or a value
 * @param target the limit of the target that was judged
 * @param sprint whose days they are, where sprints were asked for; null else, and where several
 *     sprints started and ended together
 */
public record Reading(
    LocalDate from,
    LocalDate to,
    @Nullable Double value,
    long n,
    @Nullable Double coverage,
    boolean provisional,
    int version,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p85,
    @Nullable Double p90,
    @Nullable Double numerator,
    @Nullable Double denominator,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Doubt doubt,
    @Nullable TargetState targetState,
    @Nullable Double target,
    Period.@Nullable Sprint sprint) {

  /** A reading of days of the calendar. */
  public Reading(
      LocalDate from,
      LocalDate to,
      @Nullable Double value,
      long n,
      @Nullable Double coverage,
      boolean provisional,
      int version,
      @Nullable Double p50,
      @Nullable Double p75,
      @Nullable Double p85,
      @Nullable Double p90,
      @Nullable Double numerator,
      @Nullable Double denominator,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Doubt doubt,
      @Nullable TargetState targetState,
      @Nullable Double target) {
    this(
        from,
        to,
        value,
        n,
        coverage,
        provisional,
        version,
        p50,
        p75,
        p85,
        p90,
        numerator,
        denominator,
        low,
        high,
        doubt,
        targetState,
        target,
        null);
  }

  /**
   * A period without a value.
   *
   * @param running whether it runs, or is not read to its end
   */
  public static Reading empty(
      Period period, int version, @Nullable Double coverage, boolean running, Doubt why) {
    return new Reading(
        period.from(),
        period.to(),
        null,
        0,
        coverage,
        running,
        version,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        why,
        null,
        null,
        period.sprint());
  }

  /** The same, held to no target. */
  public Reading untargeted() {
    return new Reading(
        from,
        to,
        value,
        n,
        coverage,
        provisional,
        version,
        p50,
        p75,
        p85,
        p90,
        numerator,
        denominator,
        low,
        high,
        doubt,
        null,
        null,
        sprint);
  }

  /**
   * The same period with what was made of other readings.
   *
   * @param made null: nothing could be made
   */
  public Reading derived(
      @Nullable Double made,
      long parts,
      @Nullable Double share,
      boolean running,
      @Nullable Doubt why,
      @Nullable TargetState state,
      @Nullable Double limit) {
    return new Reading(
        from, to, made, parts, share, running, version, null, null, null, null, null, null, null,
        null, why, state, limit, sprint);
  }

  /** Why a value should not be leaned on. */
  public enum Doubt {
    /** Nothing was observed. */
    NO_DATA,
    /** Fewer observations than the minimum (durations and values 5, rates 10). */
    FEW_DATA,
    /** Fewer than five people: the value is withheld. */
    WITHHELD,
    /** Coverage below 70 %. */
    LOW_COVERAGE
  }

  /** How a reading stands to its target. */
  public enum TargetState {
    MET,
    NEAR,
    MISSED
  }
}
