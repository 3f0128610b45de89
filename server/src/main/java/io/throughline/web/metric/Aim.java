package io.throughline.web.metric;

import io.throughline.metric.Targets;
import io.throughline.metric.Targets.Limits;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.org.Organisation;
import io.throughline.web.View;
import io.throughline.web.part.Numbers;

/**
 * The target that holds on the last day of a view, in words: which aggregate it judges, and its
 * limit.
 *
 * @param text {@code p75 ≤ 72.0 h}; empty without a target
 */
public record Aim(String text) {

  /** The target of a view; its text is empty without one. */
  public static Aim of(Organisation organisation, MetricDefinition metric, View view) {
    return new Targets(organisation)
        .limits(metric, view.service() == null ? view.team() : null, view.to().minusDays(1))
        .map(limits -> words(limits, metric))
        .orElseGet(() -> new Aim(""));
  }

  private static Aim words(Limits limits, MetricDefinition metric) {
    String green = Numbers.withUnit(limits.green(), metric.unit());
    String aggregate = limits.on().equals("value") ? "" : limits.on() + " ";
    Double low = limits.low();
    if (low != null) {
      return new Aim(aggregate + Numbers.text(low, metric.unit()) + "–" + green);
    }
    return new Aim(aggregate + (metric.better() == Better.HIGHER ? "≥ " : "≤ ") + green);
  }
}
