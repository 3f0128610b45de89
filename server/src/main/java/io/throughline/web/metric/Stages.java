package io.throughline.web.metric;

import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.StageBar;
import io.throughline.web.part.StageBar.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of cycle time, in the order in which a change goes through them. */
public final class Stages {
  /** Metric ids of the parts. */
  public static final List<String> PARTS =
      List.of("coding_time", "pickup_time", "review_time", "deploy_time");

  /** Stages stand beside each other, so that they are read on one clock. */
  public static final Clock CLOCK = Clock.CALENDAR;

  private Stages() {}

  /** Draws the medians of the parts. */
  public static StageBar bar(
      List<MetricDefinition> definitions, Map<String, List<Reading>> readings) {
    List<Part> parts = new ArrayList<>();
    for (String id : PARTS) {
      for (MetricDefinition metric : definitions) {
        List<Reading> found = readings.getOrDefault(id, List.of());
        if (metric.id().equals(id)) {
          Double value = found.isEmpty() ? null : Figure.shown(found.getFirst());
          parts.add(
              new Part(
                  id.substring(0, id.indexOf('_')),
                  metric.title(),
                  value,
                  value == null ? "–" : Numbers.withUnit(value, metric.unit()),
                  found.isEmpty() ? "0" : Numbers.count(found.getFirst().n())));
        }
      }
    }
    return StageBar.of(parts);
  }
}
