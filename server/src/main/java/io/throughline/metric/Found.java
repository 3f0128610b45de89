package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was summed up for a question, by scope, range, metric and period.
 *
 * @param sums empty where nothing of the question lies in the past
 */
record Found(
    Asked asked,
    List<Scope> scopes,
    Groups groups,
    Summing summing,
    Map<Summary.Key, Summary> sums) {

  /** The readings of each scope and range. */
  Map<Scope, List<Map<String, List<Reading>>>> answers() {
    Map<Scope, List<Map<String, List<Reading>>>> answers = new LinkedHashMap<>();
    for (int i = 0; i < scopes.size(); i++) {
      answers.put(scopes.get(i), answer(i));
    }
    return answers;
  }

  /** The readings of each range of the only, or first, scope. */
  List<Map<String, List<Reading>>> ofFirst() {
    return answer(0);
  }

  /**
   * How a metric of what people did in a week is spread over the first range of the first scope.
   */
  Distribution spread(MetricDefinition definition) {
    int branch = asked.branch(definition, definition.clock());
    Summary whole = sums.get(new Summary.Key(branch, 0));
    Map<Double, Long> counts = new HashMap<>();
    if (whole != null && !Assembly.withheld(definition, whole)) {
      summing.weeks(branch).ofFirst().forEach(week -> counts.merge(week, 1L, Long::sum));
    }
    return Bins.of(definition, counts);
  }

  private List<Map<String, List<Reading>>> answer(int scope) {
    String team = scopes.get(scope) instanceof Scope.OfTeam(String id) ? id : null;
    List<Group.Range> ranges = groups.all().get(scope).ranges();
    List<Map<String, List<Reading>>> answer = new ArrayList<>();
    for (Frame frame : asked.frames()) {
      answer.add(readings(ranges.get(asked.range(frame)), frame, team));
    }
    return answer;
  }

  private Map<String, List<Reading>> readings(
      Group.Range range, Frame frame, @Nullable String team) {
    Targets targets = new Targets(asked.organisation());
    Map<String, List<Reading>> readings = new LinkedHashMap<>();
    for (MetricDefinition definition : asked.definitions()) {
      Assembly assembly =
          new Assembly(targets, Objects.requireNonNull(asked.completeUntil().get(definition)));
      int branch = asked.branch(definition, frame.clock(definition));
      int coverage =
          definition.kind() == MetricKind.EFFORT
              ? Asked.priced(branch)
              : asked.coverageBranch(definition);
      List<Reading> line = new ArrayList<>();
      for (int p = 0; p < range.periods().size(); p++) {
        int cell = range.cell() + p;
        Reading reading =
            assembly.reading(
                definition,
                team,
                range.periods().get(p),
                sums.get(new Summary.Key(branch, cell)),
                sums.get(new Summary.Key(coverage, cell)));
        line.add(
            Asked.declares(definition, frame.clock(definition)) ? reading : reading.untargeted());
      }
      readings.put(definition.id(), List.copyOf(line));
    }
    return readings;
  }
}
