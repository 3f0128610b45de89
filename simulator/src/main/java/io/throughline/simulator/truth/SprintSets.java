package io.throughline.simulator.truth;

import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Tracker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A closed sprint and what its tickets were in it. */
record SprintSets(Tracker tracker, Sprint sprint, List<SprintPart> parts) {

  /** The weight of some of them. */
  double sum(Predicate<SprintPart> which, ToDoubleFunction<SprintPart> weight) {
    return parts.stream().filter(which).mapToDouble(weight).sum();
  }

  /** What was known of one of them. */
  Readiness readiness(SprintPart part) {
    return new Readiness(tracker, sprint, part);
  }

  /** What each person was assigned when the sprint started: the most, and the median. */
  SprintMetric.Ratio loads(ToDoubleFunction<SprintPart> weight) {
    Map<String, Double> byPerson = new HashMap<>();
    for (SprintPart part : parts) {
      if (part.committed() && part.holder() != null) {
        byPerson.merge(part.holder(), weight.applyAsDouble(part), Double::sum);
      }
    }
    double[] loads = byPerson.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Double median = Truth.percentile(loads, 0.5);
    return median == null || median == 0
        ? new SprintMetric.Ratio(0, 0)
        : new SprintMetric.Ratio(loads[loads.length - 1], median);
  }

  /** How many people were assigned anything of it when the sprint started. */
  int people() {
    return (int)
        parts.stream()
            .filter(SprintPart::committed)
            .map(SprintPart::holder)
            .filter(Objects::nonNull)
            .distinct()
            .count();
  }

  /** How many of those that are asked have something. */
  SprintMetric.Ratio share(Predicate<Readiness> asked, Predicate<Readiness> has) {
    List<Readiness> all = parts.stream().map(this::readiness).filter(asked).toList();
    return new SprintMetric.Ratio(all.stream().filter(has).count(), all.size());
  }

  /** Whether enough of it is estimated for points to say something. */
  boolean byPoints() {
    return estimated() >= 80;
  }

  /** The share of tickets with points at the close, in percent; 0 without tickets. */
  double estimated() {
    long points = parts.stream().filter(part -> part.points(false) > 0).count();
    return parts.isEmpty() ? 0 : 100.0 * points / parts.size();
  }
}
