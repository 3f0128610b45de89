package io.throughline.api;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.process.DeliveryProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric as the catalogue tells it.
 *
 * @param most the largest value that can be told: one that is as large stands for any that is
 *     larger; null where all can be told
 * @param implemented false: the process names it, and no value exists yet
 */
public record MetricAnswer(
    String id,
    String title,
    String phase,
    @Nullable String question,
    String why,
    @Nullable String definition,
    @Nullable String misleadsWhen,
    String source,
    @Nullable String unit,
    @Nullable String better,
    @Nullable String kind,
    @Nullable String clock,
    boolean people,
    @Nullable String partOf,
    MetricDefinition.@Nullable DefaultTarget target,
    @Nullable Double most,
    @Nullable Integer version,
    @Nullable String since,
    boolean implemented) {

  static List<MetricAnswer> catalogue(List<MetricDefinition> definitions, DeliveryProcess process) {
    List<MetricAnswer> all = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (MetricDefinition definition : definitions) {
      known.add(definition.id());
      all.add(of(definition));
    }
    for (DeliveryProcess.Phase phase : process.phases()) {
      for (DeliveryProcess.ProcessMetric metric : phase.metrics()) {
        metric.ids().stream()
            .filter(known::add)
            .forEach(
                id ->
                    all.add(
                        awaited(id, metric.title(), phase.id(), metric.why(), metric.sources())));
      }
      for (DeliveryProcess.Gate gate : phase.gates()) {
        gate.metricIds().stream()
            .filter(known::add)
            .forEach(
                id ->
                    all.add(
                        awaited(
                            id,
                            gate.title(),
                            phase.id(),
                            "Measured by the gate " + gate.title() + ".",
                            gate.sources())));
      }
    }
    return all;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static MetricAnswer of(MetricDefinition d) {
    return new MetricAnswer(
        d.id(),
        d.title(),
        d.phase(),
        d.question(),
        d.why(),
        d.definition(),
        d.misleadsWhen(),
        d.source(),
        word(d.unit()),
        word(d.better()),
        word(d.kind()),
        word(d.clock()),
        d.people(),
        d.partOf(),
        d.target(),
        d.most(),
        d.version(),
        d.since(),
        true);
  }

  private static MetricAnswer awaited(
      String id, String title, String phase, String why, List<String> sources) {
    return new MetricAnswer(
        id,
        title,
        phase,
        null,
        why,
        null,
        null,
        String.join(", ", sources),
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        false);
  }
}
