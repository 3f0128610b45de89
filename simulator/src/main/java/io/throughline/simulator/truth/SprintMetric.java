package io.throughline.simulator.truth;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The metrics of sprint planning: what they divide by what. */
enum SprintMetric {
  PLANNING_ACCURACY(100),
  CAPACITY_ACCURACY(100),
  SCOPE_CREEP(100),
  SCOPE_CHURN(100),
  CARRY_OVER(100),
  UNPLANNED_SHARE(100),
  VELOCITY(1),
  SPRINT_READINESS(100),
  /** The most that anybody was assigned, and the median over people. */
  LOAD_BALANCE(1),
  /**
   * What was committed, and what is usually done; its denominator depends on the sprints before.
   */
  UTILISATION(100),
  STORY_POINT_COVERAGE(100),
  ACCEPTANCE_CRITERIA_COVERAGE(100),
  SUBTASK_BREAKDOWN_COVERAGE(100),
  FUNCTIONAL_TEST_COVERAGE(100),
  FUNCTIONAL_TEST_COVERAGE_EXECUTED(100),
  FUNCTIONAL_TEST_COVERAGE_PASSING(100);

  /** Two sums that are divided by each other. */
  record Ratio(double numerator, double denominator) {}

  private final double unit;

  SprintMetric(double unit) {
    this.unit = unit;
  }

  /** 100 for a percentage. */
  double unit() {
    return unit;
  }

  /**
   * The metric with this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static SprintMetric of(String name) {
    for (SprintMetric metric : values()) {
      if (metric.name().toLowerCase(Locale.ROOT).equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("no such metric of sprints: " + name);
  }

  /**
   * One sprint's parts of the ratio.
   *
   * @param byPoints false to count tickets; the coverages count in any case
   */
  Ratio of(SprintSets sets, boolean byPoints) {
    ToDoubleFunction<SprintPart> start = part -> byPoints ? part.points(true) : 1;
    ToDoubleFunction<SprintPart> close = part -> byPoints ? part.points(false) : 1;
    Predicate<SprintPart> added = part -> !part.committed();
    double committed = sets.sum(SprintPart::committed, start);
    return switch (this) {
      case PLANNING_ACCURACY ->
          new Ratio(sets.sum(part -> part.committed() && part.done(), start), committed);
      case CAPACITY_ACCURACY -> new Ratio(sets.sum(SprintPart::done, close), committed);
      case SCOPE_CREEP -> new Ratio(sets.sum(added, close), committed);
      case SCOPE_CHURN ->
          new Ratio(
              sets.sum(added, close)
                  + sets.sum(SprintPart::removed, close)
                  + (byPoints ? sets.sum(part -> true, SprintPart::reestimated) : 0),
              committed);
      case CARRY_OVER ->
          new Ratio(
              sets.sum(part -> !part.removed() && !part.done() && part.later(), close),
              sets.sum(part -> !part.removed(), close));
      case UNPLANNED_SHARE ->
          new Ratio(
              sets.sum(added.and(SprintPart::done), close), sets.sum(SprintPart::done, close));
      case LOAD_BALANCE -> sets.loads(start);
      case UTILISATION -> new Ratio(committed, 0);
      case VELOCITY -> new Ratio(sets.sum(SprintPart::done, close), 1);
      case SPRINT_READINESS ->
          new Ratio(
              sets.sum(p -> p.committed() && sets.readiness(p).ready(), part -> 1),
              sets.sum(SprintPart::committed, part -> 1));
      case STORY_POINT_COVERAGE -> sets.share(Readiness::story, Readiness::estimated);
      case ACCEPTANCE_CRITERIA_COVERAGE -> sets.share(Readiness::story, Readiness::criteria);
      case SUBTASK_BREAKDOWN_COVERAGE ->
          sets.share(ready -> ready.story() && ready.big(), Readiness::broken);
      case FUNCTIONAL_TEST_COVERAGE -> sets.share(Readiness::story, Readiness::tested);
      case FUNCTIONAL_TEST_COVERAGE_EXECUTED -> sets.share(Readiness::story, Readiness::executed);
      case FUNCTIONAL_TEST_COVERAGE_PASSING -> sets.share(Readiness::story, Readiness::passing);
    };
  }
}
