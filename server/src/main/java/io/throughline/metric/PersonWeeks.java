package io.throughline.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up a metric whose observations are what one person did in one week: weights are added up by
 * person and week before anything else.
 */
final class PersonWeeks {
  /**
   * The weeks that end in a range.
   *
   * @param people a person's sum of each week; not a number where there is none
   */
  private record Span(
      Group.Range range, List<Weeks.Week> weeks, Stretch stretch, Map<Long, double[]> people) {

    void add(long person, long at, double weight) {
      int week = stretch.index(at);
      if (week >= 0) {
        double[] sums = people.computeIfAbsent(person, p -> none());
        sums[week] = Double.isNaN(sums[week]) ? weight : sums[week] + weight;
      }
    }

    private double[] none() {
      double[] none = new double[weeks.size()];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }

  private final List<List<Span>> groups = new ArrayList<>();

  PersonWeeks(Groups all) {
    for (Group group : all.all()) {
      List<Span> spans = new ArrayList<>();
      for (Group.Range range : group.ranges()) {
        List<Weeks.Week> weeks = range.weeks(group.slice());
        spans.add(new Span(range, weeks, Stretch.ofWeeks(weeks, all.now()), new HashMap<>()));
      }
      groups.add(spans);
    }
  }

  void add(int group, long person, long at, double weight) {
    for (Span span : groups.get(group)) {
      span.add(person, at, weight);
    }
  }

  void finish(int branch, Map<Summary.Key, Summary> found) {
    for (List<Span> spans : groups) {
      for (Span span : spans) {
        for (int first = 0; first < span.weeks().size(); ) {
          int end = end(span.weeks(), first);
          finish(span, first, end, branch, found);
          first = end;
        }
      }
    }
  }

  /** What each person did in each week of the first range, in any order. */
  List<Double> ofFirst() {
    return groups.getFirst().getFirst().people().values().stream()
        .flatMapToDouble(Arrays::stream)
        .filter(sum -> sum >= 0)
        .boxed()
        .toList();
  }

  private static int end(List<Weeks.Week> weeks, int first) {
    int end = first + 1;
    while (end < weeks.size() && weeks.get(end).period() == weeks.get(first).period()) {
      end++;
    }
    return end;
  }

  private static void finish(
      Span span, int first, int end, int branch, Map<Summary.Key, Summary> found) {
    double[] observed = new double[span.people().size() * (end - first)];
    int n = 0;
    int people = 0;
    for (double[] sums : span.people().values()) {
      int before = n;
      for (int week = first; week < end; week++) {
        if (sums[week] >= 0) {
          observed[n++] = sums[week];
        }
      }
      people += n > before ? 1 : 0;
    }
    if (n > 0) {
      int cell = span.range().cell() + span.weeks().get(first).period();
      found.put(new Summary.Key(branch, cell), Summary.of(Spread.of(observed, n), people));
    }
  }
}
