package io.throughline.web.metric;

import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Needs;
import io.throughline.web.part.Spark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric with its line over time.
 *
 * @param because why there is no number; empty when there is one
 */
public record MetricCard(
    String title, String question, String href, Figure figure, Spark spark, String because) {

  /**
   * The card of a metric.
   *
   * @param reading over the whole range; null for none
   * @param line its readings in order of time
   * @param href the metric's own page
   */
  public static MetricCard of(
      MetricDefinition metric, @Nullable Reading reading, List<Reading> line, String href) {
    return new MetricCard(
        metric.title(),
        metric.question(),
        href,
        reading == null ? Figure.nothing() : Figure.of(reading, metric),
        Spark.withCounts(line, 240, 56),
        because(metric, reading));
  }

  private static String because(MetricDefinition metric, @Nullable Reading reading) {
    if (reading != null && reading.doubt() == Doubt.WITHHELD) {
      return "Fewer than five people, so the number would be about persons.";
    }
    return reading != null && Figure.shown(reading) != null
        ? ""
        : "Nothing of this kind in these days. It needs " + Needs.words(metric.needs()) + ".";
  }
}
