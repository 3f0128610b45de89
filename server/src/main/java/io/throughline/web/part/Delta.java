package io.throughline.web.part;

import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How a number changed against an earlier period.
 *
 * @param direction {@code up}, {@code down} or {@code same}
 * @param tone {@code better}, {@code worse} or {@code neutral}; neutral while the change may be
 *     noise
 * @param text for people
 */
public record Delta(String direction, String tone, String text) {

  /** Compares two readings; null when one of them has no value that may be shown. */
  public static @Nullable Delta between(Reading before, Reading after, MetricDefinition metric) {
    Double from = Figure.shown(before);
    Double to = Figure.shown(after);
    if (from == null || to == null) {
      return null;
    }
    if (metric.isBeyond(from) && metric.isBeyond(to)) {
      return null; // how much larger each of them is, nobody knows
    }
    if (Numbers.text(from, metric).equals(Numbers.text(to, metric))) {
      return new Delta("same", "neutral", "unchanged");
    }
    String was = " (was " + Numbers.withUnit(from, metric) + ")";
    String direction = to > from ? "up" : "down";
    if (!beyondNoise(before, after)) {
      return new Delta(direction, "neutral", "within noise" + was);
    }
    return new Delta(direction, tone(metric, to > from), change(from, to, metric.unit()) + was);
  }

  /** Whether each value lies outside the other's interval and both rest on enough observations. */
  public static boolean beyondNoise(Reading before, Reading after) {
    return trusted(before)
        && trusted(after)
        && outside(before, after.value())
        && outside(after, before.value());
  }

  private static boolean trusted(Reading reading) {
    return reading.doubt() == null && reading.value() != null;
  }

  private static boolean outside(Reading reading, @Nullable Double value) {
    return value != null
        && reading.low() != null
        && reading.high() != null
        && (value < reading.low() || value > reading.high());
  }

  /** Shares change by points: a percentage of percentages misleads. */
  private static String change(double from, double to, Unit unit) {
    double by = Math.abs(to - from);
    if (unit == Unit.PERCENT) {
      return Numbers.text(by, unit) + " points";
    }
    return from == 0 ? Numbers.withUnit(by, unit) : Numbers.percent(by / Math.abs(from));
  }

  private static String tone(MetricDefinition metric, boolean up) {
    if (metric.better() == Better.NONE || metric.better() == Better.RANGE) {
      return "neutral";
    }
    return up == (metric.better() == Better.HIGHER) ? "better" : "worse";
  }
}
