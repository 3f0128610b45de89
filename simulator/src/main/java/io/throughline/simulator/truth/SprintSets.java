package io.throughline.simulator.truth;

import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Tracker;
import java.util.List;
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

  /** How many of those that are asked have something. */
  SprintMetric.Ratio share(Predicate<Readiness> asked, Predicate<Readiness> has) {
    List<Readiness> all = parts.stream().map(this::readiness).filter(asked).toList();
    return new SprintMetric.Ratio(all.stream().filter(has).count(), all.size());
  }

  /** The share of tickets with points at the close, in percent; 0 without tickets. */
  double estimated() {
    long points = parts.stream().filter(part -> part.points(false) > 0).count();
    return parts.isEmpty() ? 0 : 100.0 * points / parts.size();
  }
}
