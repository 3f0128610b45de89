package io.throughline.web.overview;

import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.web.part.Delta;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Spark;
import org.jspecify.annotations.Nullable;

/**
 * A change of one team's metric that noise does not explain.
 *
 * @param size the change against the width of the former interval; for choosing the largest only
 */
public record Movement(
    String team,
    String metric,
    String href,
    String before,
    String after,
    String unit,
    String nBefore,
    String nAfter,
    Delta delta,
    Spark spark,
    double size) {

  /** A movement from one reading to another; null when it may be noise. */
  static @Nullable Movement between(
      String team,
      MetricDefinition metric,
      String href,
      Reading before,
      Reading after,
      Spark spark) {
    Delta delta = Delta.between(before, after, metric);
    if (delta == null || !Delta.beyondNoise(before, after)) {
      return null;
    }
    double width = Math.max(1e-9, span(before) + span(after));
    return new Movement(
        team,
        metric.title(),
        href,
        Numbers.text(value(before), metric),
        Numbers.text(value(after), metric),
        Numbers.suffix(metric.unit()),
        Numbers.count(before.n()),
        Numbers.count(after.n()),
        delta,
        spark,
        Math.abs(value(after) - value(before)) / width);
  }

  private static double value(Reading reading) {
    return reading.value() == null ? Double.NaN : reading.value();
  }

  private static double span(Reading reading) {
    return reading.low() == null || reading.high() == null ? 0 : reading.high() - reading.low();
  }
}
