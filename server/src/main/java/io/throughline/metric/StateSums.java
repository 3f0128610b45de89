package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what holds at the end of each day, for all metrics of one table. Days before anything
 * was known of a group do not count; later ones count with 0 where nothing holds.
 */
final class StateSums {
  /**
   * What is kept of a metric.
   *
   * @param value which of a row's further columns its value is; 0: each row is 1
   * @param person which of them says whose it is; 0: it is not about people
   */
  private record Kept(
      int branch, DayEnds days, int value, int person, double[] sums, List<Set<Long>> people) {}

  private record Asked(int branch, DayEnds days, int value, int person) {}

  private final StateSql.Source source;
  private final List<String> columns = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  StateSums(StateSql.Source source) {
    this.source = source;
  }

  /** Adds a metric. */
  void metric(int branch, MetricDefinition definition, Selection of, DayEnds days) {
    String value = of.columns().get("value");
    asked.add(
        new Asked(
            branch,
            days,
            value == null ? 0 : column("CAST(" + value + " AS double precision)"),
            definition.people() ? column(of.column("person_id")) : 0));
  }

  private int column(String sql) {
    if (!columns.contains(sql)) {
      columns.add(sql);
    }
    return StateSql.FIRST + columns.indexOf(sql);
  }

  /** Reads the rows, and adds the sums to those that were found. */
  void run(Connection connection, Groups groups, Map<Summary.Key, Summary> found)
      throws SQLException {
    long[] since = new long[groups.all().size()];
    Arrays.fill(since, Long.MAX_VALUE);
    List<Kept> all =
        asked.stream()
            .map(
                a ->
                    new Kept(
                        a.branch(),
                        a.days(),
                        a.value(),
                        a.person(),
                        new double[groups.cells()],
                        people(a, groups.cells())))
            .toList();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(StateSql.sql(source, columns, groups.slice()))) {
      Groups.Cells cells = groups.new Cells();
      while (rows.next()) {
        cells.of(null, rows.getLong(StateSql.OWNED));
        long from = rows.getLong(StateSql.FROM);
        long to = rows.getLong(StateSql.TO);
        double[] values = new double[all.size()];
        @Nullable Long[] persons = new Long[all.size()];
        for (int i = 0; i < values.length; i++) {
          Kept kept = all.get(i);
          values[i] = kept.value() == 0 ? 1 : rows.getDouble(kept.value());
          if (kept.person() > 0) {
            long person = rows.getLong(kept.person());
            persons[i] = rows.wasNull() ? null : Long.valueOf(person);
          }
        }
        cells.spans(
            from,
            to,
            (group, first, end) -> {
              since[group] = Math.min(since[group], first);
              for (int i = 0; i < values.length; i++) {
                add(all.get(i), group, first, end, values[i], persons[i]);
              }
            });
      }
    }
    all.forEach(kept -> finish(kept, since, found));
  }

  private static List<Set<Long>> people(Asked asked, int cells) {
    return asked.person() == 0
        ? List.of()
        : Stream.<Set<Long>>generate(HashSet::new).limit(cells).toList();
  }

  /**
   * A day's last instant lies in the state when the day ends after its beginning, up to its end.
   */
  private static void add(
      Kept kept, int group, long from, long to, double value, @Nullable Long person) {
    DayEnds.Line line = kept.days().line(group);
    for (int i = line.after(from); i < line.ends().length && line.ends()[i] <= to; i++) {
      int cell = line.cells()[i];
      kept.sums()[cell] += value;
      if (person != null) {
        kept.people().get(cell).add(person);
      }
    }
  }

  private static void finish(Kept kept, long[] since, Map<Summary.Key, Summary> found) {
    long[] days = new long[kept.sums().length];
    for (int group = 0; group < since.length; group++) {
      DayEnds.Line line = kept.days().line(group);
      for (int i = line.after(since[group]); i < line.ends().length; i++) {
        days[line.cells()[i]]++;
      }
    }
    for (int cell = 0; cell < days.length; cell++) {
      if (days[cell] > 0) {
        long people = kept.person() == 0 ? 0 : kept.people().get(cell).size();
        found.put(
            new Summary.Key(kept.branch(), cell),
            Summary.state(days[cell], kept.sums()[cell], people));
      }
    }
  }
}
