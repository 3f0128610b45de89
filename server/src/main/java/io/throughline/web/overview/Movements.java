package io.throughline.web.overview;

import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.web.Links;
import io.throughline.web.TeamTree;
import io.throughline.web.View;
import io.throughline.web.part.Spark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for changes that noise does not explain. Only teams without teams below them are asked, so
 * that one change is told once.
 *
 * @param trends readings by week of each team, for the lines
 */
record Movements(
    List<MetricDefinition> metrics,
    List<TeamTree> tree,
    View view,
    Map<String, Map<String, List<Reading>>> trends) {
  private static final int MOST = 4;
  private static final int SPARK_WIDTH = 72;
  private static final int SPARK_HEIGHT = 28;

  /** The largest movements from one window to another, no two of a team in one direction. */
  List<Movement> between(
      Map<String, Map<String, List<Reading>>> before,
      Map<String, Map<String, List<Reading>>> after) {
    List<Movement> found = new ArrayList<>();
    for (TeamTree node : tree) {
      for (MetricDefinition metric : metrics) {
        List<Reading> was = of(before, node, metric);
        List<Reading> is = of(after, node, metric);
        if (node.leaf() && !was.isEmpty() && !is.isEmpty()) {
          Movement movement =
              Movement.between(
                  node.team().name(),
                  metric,
                  Links.metric(metric.id(), view.ofWeeks(26).ofTeam(node.team().id())),
                  was.getFirst(),
                  is.getFirst(),
                  Spark.of(of(trends, node, metric), SPARK_WIDTH, SPARK_HEIGHT));
          if (movement != null) {
            found.add(movement);
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Movement::size).reversed());
    Set<String> told = new HashSet<>();
    return found.stream()
        .filter(movement -> told.add(movement.team() + "\n" + movement.delta().tone()))
        .limit(MOST)
        .toList();
  }

  private static List<Reading> of(
      Map<String, Map<String, List<Reading>>> readings, TeamTree node, MetricDefinition metric) {
    return readings.getOrDefault(node.team().id(), Map.of()).getOrDefault(metric.id(), List.of());
  }
}
