package io.throughline.web.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.process.DeliveryProcess.ProcessMetric;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the catalogue prints.
 *
 * @param implemented how many metrics have numbers
 * @param asked how many measurements the process asks for
 */
public record CataloguePage(Frame frame, List<Group> groups, int implemented, int asked) {

  /** The metrics of one phase. */
  public record Group(String id, String title, List<Entry> entries, List<Missing> missing) {}

  /** A metric that has numbers. */
  public record Entry(Meaning meaning, String href, boolean part) {}

  /** A measurement that the process asks for and that has no numbers yet. */
  public record Missing(String title, String why, String sources) {}

  static CataloguePage of(
      Frame frame, DeliveryProcess process, List<MetricDefinition> definitions) {
    Set<String> known = definitions.stream().map(MetricDefinition::id).collect(Collectors.toSet());
    List<Group> groups = new ArrayList<>();
    int asked = 0;
    List<Phase> phases =
        process.phases().stream().sorted(Comparator.comparingInt(Phase::order)).toList();
    for (Phase phase : phases) {
      List<Entry> entries = entries(definitions, phase.id());
      List<Missing> missing =
          phase.metrics().stream()
              .filter(metric -> metric.ids().stream().noneMatch(known::contains))
              .map(CataloguePage::missing)
              .toList();
      asked += phase.metrics().size();
      if (!entries.isEmpty() || !missing.isEmpty()) {
        groups.add(new Group(phase.id(), phase.title(), entries, missing));
      }
    }
    Set<String> ids = phases.stream().map(Phase::id).collect(Collectors.toSet());
    List<Entry> others =
        definitions.stream()
            .filter(metric -> !ids.contains(metric.phase()))
            .map(CataloguePage::entry)
            .toList();
    if (!others.isEmpty()) {
      groups.add(new Group("other", "Across phases", others, List.of()));
    }
    return new CataloguePage(frame, List.copyOf(groups), definitions.size(), asked);
  }

  private static List<Entry> entries(List<MetricDefinition> definitions, String phase) {
    return definitions.stream()
        .filter(metric -> metric.phase().equals(phase))
        .map(CataloguePage::entry)
        .toList();
  }

  private static Entry entry(MetricDefinition metric) {
    return new Entry(
        Meaning.of(metric), "/metric/" + Links.encode(metric.id()), metric.partOf() != null);
  }

  private static Missing missing(ProcessMetric metric) {
    return new Missing(metric.title(), metric.why(), String.join(", ", metric.sources()));
  }
}
