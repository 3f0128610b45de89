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
   * @param first where a person's sums of these weeks begin
   */
  private record Span(Group.Range range, List<Weeks.Week> weeks, Stretch stretch, int first) {
    int end() {
      return first + weeks.size();
    }
  }

  /** A group's people, each with the sums of all spans' weeks; not a number where there is none. */
  private record Crowd(List<Span> spans, Map<Long, double[]> people) {

    void add(long person, long at, double weight) {
      double[] sums = people.computeIfAbsent(person, p -> none());
      for (Span span : spans) {
        int week = span.stretch().index(at);
        if (week >= 0) {
          int place = span.first() + week;
          sums[place] = Double.isNaN(sums[place]) ? weight : sums[place] + weight;
        }
      }
    }

    private double[] none() {
      double[] none = new double[spans.getLast().end()];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }

  private final List<Crowd> groups = new ArrayList<>();

  PersonWeeks(Groups all) {
    for (Group group : all.all()) {
      List<Span> spans = new ArrayList<>();
      for (Group.Range range : group.ranges()) {
        List<Weeks.Week> weeks = range.weeks(group.slice());
        int first = spans.isEmpty() ? 0 : spans.getLast().end();
        spans.add(new Span(range, weeks, Stretch.ofWeeks(weeks, all.now()), first));
      }
      groups.add(new Crowd(spans, new HashMap<>()));
    }
  }

  void add(int group, long person, long at, double weight) {
    groups.get(group).add(person, at, weight);
  }

  void finish(int branch, Map<Summary.Key, Summary> found) {
    for (Crowd crowd : groups) {
      for (Span span : crowd.spans()) {
        for (int first = 0; first < span.weeks().size(); ) {
          int end = end(span.weeks(), first);
          finish(crowd, span, first, end, branch, found);
          first = end;
        }
      }
    }
  }

  /** What each person did in each week of the first range, in any order. */
  List<Double> ofFirst() {
    Crowd crowd = groups.getFirst();
    int weeks = crowd.spans().getFirst().end();
    return crowd.people().values().stream()
        .flatMapToDouble(sums -> Arrays.stream(sums, 0, weeks))
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
      Crowd crowd, Span span, int first, int end, int branch, Map<Summary.Key, Summary> found) {
    double[] observed = new double[crowd.people().size() * (end - first)];
    int n = 0;
    int people = 0;
    for (double[] sums : crowd.people().values()) {
      int before = n;
      for (int week = span.first() + first; week < span.first() + end; week++) {
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
