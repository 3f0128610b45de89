package io.throughline.web;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.web.metric.Stages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which people look for metrics: as the process names them, parts after wholes. */
final class MetricOrder {
  private MetricOrder() {}

  static List<MetricDefinition> of(DeliveryProcess process, List<MetricDefinition> definitions) {
    List<String> named =
        process.phases().stream()
            .sorted(Comparator.comparingInt(Phase::order))
            .flatMap(phase -> phase.metrics().stream())
            .flatMap(metric -> metric.ids().stream())
            .toList();
    List<String> phases =
        process.phases().stream()
            .sorted(Comparator.comparingInt(Phase::order))
            .map(Phase::id)
            .toList();
    List<MetricDefinition> byProcess =
        definitions.stream()
            .sorted(
                Comparator.comparingInt((MetricDefinition m) -> place(phases, m.phase()))
                    .thenComparingInt(m -> place(named, m.id())))
            .toList();
    List<MetricDefinition> ordered = new ArrayList<>();
    for (MetricDefinition whole : byProcess) {
      if (!hasWhole(whole, definitions)) {
        ordered.add(whole);
        parts(byProcess, whole.id()).forEach(ordered::add);
      }
    }
    return List.copyOf(ordered);
  }

  private static List<MetricDefinition> parts(List<MetricDefinition> all, String whole) {
    return all.stream()
        .filter(part -> whole.equals(part.partOf()))
        .sorted(Comparator.comparingInt(part -> place(Stages.PARTS, part.id())))
        .toList();
  }

  private static boolean hasWhole(MetricDefinition part, List<MetricDefinition> all) {
    return all.stream().anyMatch(whole -> whole.id().equals(part.partOf()));
  }

  /** What is not listed comes last. */
  private static int place(List<String> list, String id) {
    int at = list.indexOf(id);
    return at < 0 ? Integer.MAX_VALUE : at;
  }
}
