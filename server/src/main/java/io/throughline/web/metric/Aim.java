package io.throughline.web.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.DefaultTarget;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Target;
import io.throughline.web.part.Numbers;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target in words: which aggregate it judges, and its limit. A team's own target wins over the
 * organisation's, and that over the metric's default.
 *
 * @param text {@code p75 ≤ 72.0 h}; empty without a target
 */
record Aim(String text) {

  static Aim of(Organisation organisation, MetricDefinition metric, @Nullable String team) {
    Optional<Target> own =
        organisation.targets().stream()
            .filter(target -> target.metric().equals(metric.id()))
            .filter(target -> target.team() == null || target.team().equals(team))
            .max(Comparator.comparing(target -> target.team() != null));
    if (own.isPresent()) {
      return words(own.get().on(), own.get().low(), own.get().green(), metric);
    }
    DefaultTarget usual = metric.target();
    return usual == null ? new Aim("") : words(usual.on(), usual.low(), usual.green(), metric);
  }

  private static Aim words(String on, @Nullable Double low, double green, MetricDefinition metric) {
    String limit = Numbers.withUnit(green, metric.unit());
    String aggregate = on.equals("value") ? "" : on + " ";
    if (low != null) {
      return new Aim(aggregate + Numbers.text(low, metric.unit()) + "–" + limit);
    }
    return new Aim(aggregate + (metric.better() == Better.HIGHER ? "≥ " : "≤ ") + limit);
  }
}
