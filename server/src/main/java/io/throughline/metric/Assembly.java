package io.throughline.metric;

import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.metric.Targets.Limits;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.time.Period;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reading of what was summed up: headline, interval, doubt, target. Pure.
 *
 * @param completeUntil instant up to which everything is known; what ends later is provisional
 */
record Assembly(Targets targets, Instant completeUntil) {
  /** Below this many active people a metric about people is withheld. */
  static final int FEW_PEOPLE = 5;

  private static final Summary NONE =
      new Summary(0, 0, null, null, null, null, null, null, null, null, 0);
  private static final int FEW_VALUES = 5;
  private static final int FEW_ROWS = 10;
  private static final double DAY_SECONDS = 86_400;
  private static final double LOW_COVERAGE = 0.7;

  Reading reading(
      MetricDefinition definition,
      @Nullable String team,
      Period period,
      @Nullable Summary summed,
      @Nullable Summary covered) {
    boolean provisional = period.ends().isAfter(completeUntil);
    Double coverage = coverage(covered);
    boolean count = definition.kind().isCounted();
    Double weeks = definition.kind().isWeekly() ? Double.valueOf(weeks(definition, period)) : null;
    if (summed == null && count && !provisional) {
      return reading(definition, team, period, NONE, covered);
    }
    if (summed == null || summed.n() == 0 && !(count && !provisional)) {
      return Reading.empty(period, definition.version(), coverage, provisional, Doubt.NO_DATA);
    }
    if (withheld(definition, summed)) {
      return Reading.empty(period, definition.version(), coverage, provisional, Doubt.WITHHELD);
    }
    boolean ratio = definition.kind().isDivided();
    boolean divided = ratio || definition.kind() == MetricKind.STATE;
    boolean effort = definition.kind() == MetricKind.EFFORT;
    // Put together from parts, of which percentiles say nothing about the whole.
    boolean whole = definition.kind() == MetricKind.VALUE && definition.aggregate() != null;
    boolean latest =
        whole
            || definition.kind() == MetricKind.HISTOGRAM
            || definition.kind() == MetricKind.LATEST;
    double scale = definition.unit() == Unit.PERCENT ? 100 : 1;
    Double summedUp = summed.numerator();
    double counted =
        definition.kind() == MetricKind.DAYS && summedUp != null ? summedUp : summed.n();
    Double numerator = weeks == null ? summedUp : Double.valueOf(counted);
    Double denominator = weeks == null ? summed.denominator() : weeks;
    Double value =
        weeks != null
            ? Double.valueOf(counted / weeks)
            : count ? Double.valueOf(summed.n()) : summed.p50();
    Double low = count ? null : summed.low();
    Double high = count ? null : summed.high();
    if (latest || effort && denominator == null) {
      value = numerator;
    }
    if ((divided || effort) && numerator != null && denominator != null && denominator > 0) {
      value = scale * numerator / denominator;
      if (definition.wilson()) {
        Intervals.Interval interval = Intervals.wilson(numerator, denominator);
        low = scale * interval.low();
        high = scale * interval.high();
      }
    }
    Limits limits = targets.limits(definition, team, period.to().minusDays(1)).orElse(null);
    TargetState state = null;
    if (limits != null) {
      Double judged =
          switch (limits.on()) {
            case "p75" -> summed.p75();
            case "p90" -> summed.p90();
            default -> value;
          };
      state =
          judged == null || undecided(definition, limits, judged)
              ? null
              : Targets.judge(definition.better(), limits, judged);
    }
    return new Reading(
        period.from(),
        period.to(),
        value,
        summed.n(),
        coverage,
        provisional,
        definition.version(),
        count || whole ? null : summed.p50(),
        count || whole ? null : summed.p75(),
        count || whole ? null : summed.p85(),
        count || whole ? null : summed.p90(),
        latest ? null : numerator,
        denominator,
        low,
        high,
        doubt(value, summed, few(definition), coverage),
        state,
        limits == null ? null : limits.green(),
        period.sprint());
  }

  /** Whether a limit is so far off that a value which is larger than can be told may keep it. */
  private static boolean undecided(MetricDefinition definition, Limits limits, double value) {
    return definition.isBeyond(value)
        && (definition.isBeyond(limits.green())
            || limits.amber() != null && definition.isBeyond(limits.amber()));
  }

  /**
   * How many weeks of a period were read: all of it, or up to where it was; a day at least, and all
   * of it where nothing is known of how far it was read.
   */
  private double weeks(MetricDefinition definition, Period period) {
    double days = ChronoUnit.DAYS.between(period.from(), period.to());
    if (period.ends().isAfter(completeUntil) && completeUntil.isAfter(period.starts())) {
      double read = ChronoUnit.SECONDS.between(period.starts(), completeUntil) / DAY_SECONDS;
      // A day that was read in part may count as a day already.
      double begun = definition.kind() == MetricKind.DAYS ? Math.ceil(read) : read;
      days = Math.min(days, Math.max(1, begun));
    }
    return days / 7;
  }

  /** Below how many a value is no more than a hint. What is known of all there is, is no sample. */
  private static int few(MetricDefinition definition) {
    if (definition.few() != null) {
      return definition.few();
    }
    return switch (definition.kind()) {
      case COUNT, RATE, DAYS, LATEST, TIME_SHARE -> 0;
      case RATIO -> FEW_ROWS;
      case SHARE -> definition.wilson() ? FEW_ROWS : 0;
      default -> FEW_VALUES;
    };
  }

  /** Whether a value would be about persons. */
  static boolean withheld(MetricDefinition definition, Summary summed) {
    return definition.people() && summed.people() < FEW_PEOPLE;
  }

  private static @Nullable Doubt doubt(
      @Nullable Double value, Summary summed, int few, @Nullable Double coverage) {
    if (value == null) {
      return Doubt.NO_DATA;
    }
    if (summed.n() < few || 2 * summed.thin() > summed.n()) {
      return Doubt.FEW_DATA;
    }
    return coverage != null && coverage < LOW_COVERAGE ? Doubt.LOW_COVERAGE : null;
  }

  private static @Nullable Double coverage(@Nullable Summary covered) {
    if (covered == null || covered.numerator() == null || covered.denominator() == null) {
      return null;
    }
    return covered.denominator() > 0 ? covered.numerator() / covered.denominator() : null;
  }
}
