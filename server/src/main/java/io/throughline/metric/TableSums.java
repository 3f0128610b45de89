package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what all metrics observe of one table's rows, in one pass over them: SQL says what was
 * observed; whose it is, in which periods it lies and how it spreads is found here.
 */
final class TableSums {
  /** What is kept of the observations that belong to one instant of a row. */
  private record AtInstant(
      ValueSums values,
      List<RatioSum> ratios,
      List<HistogramSum> histograms,
      List<ValuesTogether> together,
      List<DaySum> days,
      List<Weight> weights) {
    boolean hasCells() {
      return !ratios.isEmpty()
          || !values.isEmpty()
          || !histograms.isEmpty()
          || !together.isEmpty()
          || !days.isEmpty();
    }
  }

  private record Weight(PersonWeeks weeks, int number) {}

  private final TableSql sql;
  private final Groups groups;
  private final List<AtInstant> instants = new ArrayList<>();

  TableSums(TableSql sql, Groups groups) {
    this.sql = sql;
    this.groups = groups;
  }

  /** Adds a metric whose values spread, where one below 0 is no observation. */
  void value(int branch, String at, String when, String value) {
    int number = sql.number(when, value);
    at(at).values().metric(branch, numbers -> notBelowZero(numbers[number]));
  }

  /** Adds a metric of changes, which may be below 0. */
  void change(int branch, String at, String when, String value) {
    int number = sql.number(when, value);
    at(at).values().metric(branch, numbers -> numbers[number]);
  }

  private static double notBelowZero(double value) {
    return value >= 0 ? value : Double.NaN;
  }

  /** Adds a metric of durations that a calendar measures. */
  void worked(int branch, Selection of, String when, WorkedTime worked, Unit unit) {
    int calendar = sql.number(when, of.column("calendar_id"));
    int started = sql.number(when, Stretch.micros("(" + of.column("started_at") + ")"));
    int ended = sql.number(when, Stretch.micros("(" + of.column("ended_at") + ")"));
    at(of.column("at"))
        .values()
        .metric(
            branch,
            n ->
                Double.isNaN(n[calendar] + n[started] + n[ended])
                    ? Double.NaN
                    : notBelowZero(
                        worked.between(
                            (int) n[calendar], (long) n[started], (long) n[ended], unit)));
  }

  /** Adds a metric of two sums. */
  void ratio(int branch, Selection of, String when) {
    String below = of.column("denominator");
    int numerator = sql.number(when, of.column("numerator"));
    int denominator = below.equals("1") ? -1 : sql.number(when, below);
    String thin = of.columns().get("thin");
    int thinAt = thin == null ? -1 : sql.number(when, thin);
    RatioSum sum = new RatioSum(branch, numerator, denominator, thinAt, groups.cells());
    at(of.column("at")).ratios().add(sum);
  }

  /** Adds a metric of which all values together are one. */
  void together(int branch, MetricDefinition definition, Selection of, String when) {
    int number = sql.number(when, ObservedValue.of(definition, of));
    at(of.column("at"))
        .together()
        .add(new ValuesTogether(branch, number, definition, groups.cells()));
  }

  /** Adds a metric of counts by how long something took. */
  void histogram(int branch, Selection of, String when, int percentile) {
    int[] numbers =
        Histogram.COLUMNS.stream().mapToInt(name -> sql.number(when, of.column(name))).toArray();
    at(of.column("at"))
        .histograms()
        .add(new HistogramSum(branch, percentile, numbers, groups.cells()));
  }

  /** Adds a metric of days on which there was anything. */
  void days(int branch, String at, String when) {
    at(at).days().add(new DaySum(branch, sql.number(when, "1"), groups));
  }

  /** Adds what people's weeks are made of. */
  void weight(PersonWeeks weeks, Selection of, String when) {
    int number = sql.number(when, of.column("weight"));
    at(of.column("at")).weights().add(new Weight(weeks, number));
  }

  private AtInstant at(String instant) {
    int place = sql.instant(instant);
    if (place == instants.size()) {
      ValueSums values = new ValueSums(groups.cells());
      instants.add(
          new AtInstant(
              values,
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>()));
    }
    return instants.get(place);
  }

  /** Reads the rows, and adds the sums to those that were found. */
  void run(Connection connection, Narrowed narrowed, Map<Summary.Key, Summary> found)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.sql(narrowed))) {
      Groups.Cells cells = groups.new Cells();
      double[] numbers = new double[sql.numbers()];
      while (rows.next()) {
        long number = rows.getLong(TableSql.PERSON);
        Long person = rows.wasNull() ? null : Long.valueOf(number);
        long owned = rows.getLong(TableSql.OWNED);
        cells.of(person, owned);
        read(rows, numbers);
        for (int i = 0; i < instants.size(); i++) {
          long at = rows.getLong(TableSql.FIRST_INSTANT + i);
          if (!rows.wasNull()) {
            add(instants.get(i), person, owned, at, numbers, cells);
          }
        }
      }
    }
    for (AtInstant instant : instants) {
      instant.ratios().forEach(ratio -> ratio.finish(found));
      instant.histograms().forEach(histogram -> histogram.finish(found));
      instant.together().forEach(one -> one.finish(found));
      instant.days().forEach(one -> one.finish(found));
      instant.values().finish(found);
    }
  }

  private void read(ResultSet row, double[] numbers) throws SQLException {
    int first = TableSql.FIRST_INSTANT + instants.size();
    for (int i = 0; i < numbers.length; i++) {
      double number = row.getDouble(first + i);
      numbers[i] = row.wasNull() ? Double.NaN : number;
    }
  }

  private static void add(
      AtInstant instant,
      @Nullable Long person,
      long owned,
      long at,
      double[] numbers,
      Groups.Cells cells) {
    if (person != null) {
      for (Weight weight : instant.weights()) {
        double amount = numbers[weight.number()];
        if (!Double.isNaN(amount)) {
          cells.groups(at, group -> weight.weeks().add(group, person, at, amount));
        }
      }
    }
    if (instant.hasCells() && cells.find(at)) {
      instant.ratios().forEach(ratio -> ratio.add(numbers, cells));
      instant.histograms().forEach(histogram -> histogram.add(owned, numbers, cells));
      instant.together().forEach(one -> one.add(numbers, cells));
      instant.days().forEach(one -> one.add(at, numbers, cells));
      instant.values().add(numbers, cells);
    }
  }
}
