package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  /** The weeks that end in a range; {@code people}: a person's sum by week, not a number if none. */
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

  private final List<List<Span>> spans = new ArrayList<>();

  private PersonWeeks(Groups groups) {
    for (Group group : groups.all()) {
      List<Span> own = new ArrayList<>();
      for (Group.Range range : group.ranges()) {
        List<Weeks.Week> weeks = range.weeks(group.slice());
        own.add(new Span(range, weeks, Stretch.ofWeeks(weeks, groups.now()), new HashMap<>()));
      }
      spans.add(own);
    }
  }

  /**
   * Reads the rows, and adds the sums to those that were found.
   *
   * @param rows SQL of the observations, each with its {@code weight}
   */
  static void add(
      Connection connection, String rows, int branch, Groups groups, Map<Summary.Key, Summary> found)
      throws SQLException {
    PersonWeeks sums = new PersonWeeks(groups);
    String sql =
        "SELECT o.person_id, o.service_id, "
            + Stretch.micros("o.at")
            + ", CAST(o.weight AS double precision) FROM ("
            + rows
            + ") o WHERE o.person_id IS NOT NULL AND o.at >= "
            + Slice.literal(groups.from())
            + " AND o.at < "
            + Slice.literal(groups.to());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      Groups.Cells cells = groups.new Cells();
      while (row.next()) {
        long person = row.getLong(1);
        long at = row.getLong(3);
        double weight = row.getDouble(4);
        cells.of(person, row.getInt(2));
        cells.groups(at, group -> sums.spans.get(group).forEach(s -> s.add(person, at, weight)));
      }
    }
    sums.spans.forEach(own -> own.forEach(span -> finish(span, branch, found)));
  }

  private static void finish(Span span, int branch, Map<Summary.Key, Summary> found) {
    for (int first = 0; first < span.weeks().size(); ) {
      int period = span.weeks().get(first).period();
      int end = first;
      while (end < span.weeks().size() && span.weeks().get(end).period() == period) {
        end++;
      }
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
        found.put(
            new Summary.Key(branch, span.range().cell() + period),
            Summary.of(Spread.of(observed, n), people));
      }
      first = end;
    }
  }
}
