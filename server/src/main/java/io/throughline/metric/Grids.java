package io.throughline.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ratings of one grid. The letters of one mode of SonarQube cannot be converted into those of the
 * other, so that of several modes only one is told.
 */
final class Grids {
  private Grids() {}

  /**
   * The ratings of the grid that most are rated by; of as many those of the first by name, which is
   * the newer one.
   *
   * @param ratings by their subjects, each with the grid as its last word
   */
  static Collection<Double> ofMost(Map<String, Double> ratings) {
    Map<String, List<Double>> byGrid = new TreeMap<>();
    ratings.forEach(
        (subject, rating) ->
            byGrid
                .computeIfAbsent(
                    subject.substring(subject.lastIndexOf(' ') + 1), grid -> new ArrayList<>())
                .add(rating));
    // The first of equal ones: a stream's max would be the last.
    return byGrid.values().stream()
        .sorted(Comparator.<List<Double>>comparingInt(List::size).reversed())
        .findFirst()
        .orElse(List.of());
  }
}
