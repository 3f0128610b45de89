package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sums up how evenly something is spread over people: what each person of a subject has is added
 * up, and the most that anybody has is divided by the median.
 */
final class LoadSums {
  /** What the people of one cell have, by subject. */
  private record Crowd(Map<Long, Map<Long, Double>> subjects) {
    static Crowd empty() {
      return new Crowd(new HashMap<>());
    }
  }

  private static final int OWNED = 1;
  private static final int AT = 2;
  private static final int SUBJECT = 3;
  private static final int PERSON = 4;
  private static final int WEIGHT = 5;

  private final Selection of;
  private final String when;
  private final Groups groups;
  private final List<Crowd> cells;

  LoadSums(Selection of, String when, Groups groups) {
    this.of = of;
    this.when = when;
    this.groups = groups;
    this.cells = Stream.generate(Crowd::empty).limit(groups.cells()).toList();
  }

  /** Reads the rows, and adds the sums to those that were found. */
  void run(Connection connection, Narrowed narrowed, int branch, Map<Summary.Key, Summary> found)
      throws SQLException {
    String select =
        String.join(
            ", ",
            of.column("board_id"),
            Stretch.micros("(" + of.column("at") + ")"),
            of.column("subject_id"),
            of.column("person_id"),
            "CAST(" + of.column("weight") + " AS double precision)");
    String rows = narrowed.rows(of.table(), of.alias(), select + " " + when);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT " + select + " FROM " + rows + " " + of.alias() + " WHERE " + when)) {
      Groups.Cells mine = groups.new Cells();
      while (row.next()) {
        mine.of(null, row.getLong(OWNED));
        if (mine.find(row.getLong(AT))) {
          for (int i = 0; i < mine.size(); i++) {
            cells
                .get(mine.get(i))
                .subjects()
                .computeIfAbsent(row.getLong(SUBJECT), s -> new HashMap<>())
                .merge(row.getLong(PERSON), row.getDouble(WEIGHT), Double::sum);
          }
        }
      }
    }
    for (int cell = 0; cell < cells.size(); cell++) {
      finish(cells.get(cell), new Summary.Key(branch, cell), found);
    }
  }

  private static void finish(Crowd crowd, Summary.Key key, Map<Summary.Key, Summary> found) {
    double[] values =
        crowd.subjects().values().stream()
            .mapToDouble(LoadSums::unevenness)
            .filter(value -> value >= 0)
            .toArray();
    Set<Long> people = new HashSet<>();
    crowd.subjects().values().forEach(subject -> people.addAll(subject.keySet()));
    if (values.length > 0) {
      found.put(key, Summary.of(Spread.of(values, values.length), people.size()));
    }
  }

  /** The most by the median; below 0 where half of them have nothing that weighs. */
  private static double unevenness(Map<Long, Double> byPerson) {
    double[] loads = byPerson.values().stream().mapToDouble(Double::doubleValue).toArray();
    double median = Spread.of(loads, loads.length).p50();
    return median > 0 ? loads[loads.length - 1] / median : -1;
  }
}
