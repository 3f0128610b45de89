package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Aggregate;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at what holds at certain moments, for all metrics of one table. */
final class StateSums {
  /** What is kept of one metric while the rows come. */
  interface Kept {
    /** Takes what it needs of a row. */
    void row(ResultSet row) throws SQLException;

    /** Of the row that was taken last: it holds for a group from one instant to another. */
    void holds(int group, long from, long to);

    void finish(Map<Summary.Key, Summary> found);
  }

  private interface Made {
    Kept kept(Groups groups);
  }

  private final StateSql.Source source;
  private final List<String> columns = new ArrayList<>();
  private final List<Made> asked = new ArrayList<>();

  StateSums(StateSql.Source source) {
    this.source = source;
  }

  /** Adds a metric that adds up what holds. */
  void count(int branch, MetricDefinition definition, Selection of, Looks looks) {
    String value = of.columns().get("value");
    int valueAt = value == null ? 0 : column("CAST(" + value + " AS double precision)");
    int personAt = definition.people() ? column(of.column("person_id")) : 0;
    asked.add(groups -> new Counted(branch, looks, valueAt, personAt, groups));
  }

  /** Adds a metric of the values that hold last. */
  void latest(int branch, MetricDefinition definition, Selection of, Looks looks) {
    int valueAt = column("CAST(" + of.column("value") + " AS double precision)");
    String part = of.columns().get(Parts.COLUMN);
    String subject = "CAST(" + of.column("subject_id") + " AS text)";
    int subjectAt =
        column(part == null ? subject : subject + " || ' ' || coalesce(" + part + ", '')");
    asked.add(groups -> new Latest(branch, looks, valueAt, subjectAt, definition, groups));
  }

  /** Adds a metric of how old is what holds. */
  void age(int branch, MetricDefinition definition, Selection of, Looks looks, WorkedTime worked) {
    int startedAt = column(Stretch.micros("(" + of.column("started_at") + ")"));
    int calendarAt = column(of.column("calendar_id"));
    Unit unit = definition.unit();
    boolean working = definition.clock() == Clock.WORKING;
    asked.add(
        groups ->
            new Aged(branch, looks, startedAt, calendarAt, unit, working ? worked : null, groups));
  }

  /** Adds a metric of two sums of what holds. */
  void share(int branch, Selection of, Looks looks) {
    int above = column("CAST(" + of.column("numerator") + " AS double precision)");
    int below = column("CAST(" + of.column("denominator") + " AS double precision)");
    asked.add(groups -> new Shared(branch, looks, above, below, groups));
  }

  /**
   * Adds a metric of how much of the time was good.
   *
   * @param seenUntil nothing later is known
   */
  void timeShare(int branch, MetricDefinition definition, Selection of, Instant seenUntil) {
    int goodAt = column("CAST(" + of.column("numerator") + " AS double precision)");
    int subjectAt = column("CAST(" + of.column("subject_id") + " AS text)");
    Aggregate aggregate = Objects.requireNonNull(definition.aggregate());
    long until = Stretch.micros(seenUntil);
    asked.add(groups -> new TimeShares(branch, goodAt, subjectAt, aggregate, until, groups));
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
    List<Kept> all = asked.stream().map(made -> made.kept(groups)).toList();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(StateSql.sql(source, columns, groups.slice()))) {
      Groups.Cells cells = groups.new Cells();
      while (rows.next()) {
        cells.of(null, rows.getLong(StateSql.OWNED));
        long from = rows.getLong(StateSql.FROM);
        long to = rows.getLong(StateSql.TO);
        for (Kept kept : all) {
          kept.row(rows);
        }
        cells.spans(
            from, to, (group, first, end) -> all.forEach(kept -> kept.holds(group, first, end)));
      }
    }
    all.forEach(kept -> kept.finish(found));
  }

  /**
   * What holds is added up. Looks before anything was known of a group do not count; later ones
   * count with 0 where nothing holds.
   */
  private static final class Counted implements Kept {
    private final int branch;
    private final Looks looks;
    private final int valueAt;
    private final int personAt;
    private final double[] sums;
    private final List<Set<Long>> people;
    private final long[] since;
    private double value;
    private @Nullable Long person;

    /**
     * @param valueAt which of a row's columns its value is; 0: each row is 1
     * @param personAt which of them says whose it is; 0: it is not about people
     */
    Counted(int branch, Looks looks, int valueAt, int personAt, Groups groups) {
      this.branch = branch;
      this.looks = looks;
      this.valueAt = valueAt;
      this.personAt = personAt;
      this.sums = new double[groups.cells()];
      this.people =
          personAt == 0
              ? List.of()
              : Stream.<Set<Long>>generate(HashSet::new).limit(groups.cells()).toList();
      this.since = new long[groups.all().size()];
      Arrays.fill(since, Long.MAX_VALUE);
    }

    @Override
    public void row(ResultSet row) throws SQLException {
      value = valueAt == 0 ? 1 : row.getDouble(valueAt);
      person = null;
      if (personAt > 0) {
        long number = row.getLong(personAt);
        person = row.wasNull() ? null : Long.valueOf(number);
      }
    }

    /**
     * A day's last instant lies in the state when the day ends after its beginning, up to its end.
     */
    @Override
    public void holds(int group, long from, long to) {
      since[group] = Math.min(since[group], from);
      Looks.Line line = looks.line(group);
      for (int i = line.after(from); i < line.ends().length && line.ends()[i] <= to; i++) {
        int cell = line.cells()[i];
        sums[cell] += value;
        if (person != null) {
          people.get(cell).add(person);
        }
      }
    }

    @Override
    public void finish(Map<Summary.Key, Summary> found) {
      long[] days = new long[sums.length];
      for (int group = 0; group < since.length; group++) {
        Looks.Line line = looks.line(group);
        for (int i = line.after(since[group]); i < line.ends().length; i++) {
          days[line.cells()[i]]++;
        }
      }
      for (int cell = 0; cell < days.length; cell++) {
        if (days[cell] > 0) {
          long who = personAt == 0 ? 0 : people.get(cell).size();
          found.put(new Summary.Key(branch, cell), Summary.state(days[cell], sums[cell], who));
        }
      }
    }
  }

  /** The values that hold at the look, each subject once; where two rows tell of it, the worse. */
  private static final class Latest implements Kept {
    private final int branch;
    private final Looks looks;
    private final int valueAt;
    private final int subjectAt;
    private final MetricDefinition definition;
    private final List<Map<String, Double>> values;
    private double value;
    private boolean known;
    private String subject = "";

    Latest(
        int branch,
        Looks looks,
        int valueAt,
        int subjectAt,
        MetricDefinition definition,
        Groups groups) {
      this.branch = branch;
      this.looks = looks;
      this.valueAt = valueAt;
      this.subjectAt = subjectAt;
      this.definition = definition;
      this.values =
          Stream.<Map<String, Double>>generate(HashMap::new).limit(groups.cells()).toList();
    }

    @Override
    public void row(ResultSet row) throws SQLException {
      value = row.getDouble(valueAt);
      known = !row.wasNull();
      subject = row.getString(subjectAt);
    }

    @Override
    public void holds(int group, long from, long to) {
      Looks.Line line = looks.line(group);
      for (int i = line.after(from); known && i < line.ends().length && line.ends()[i] <= to; i++) {
        values.get(line.cells()[i]).merge(subject, value, this::worse);
      }
    }

    private double worse(double one, double other) {
      return definition.better() == Better.HIGHER ? Math.min(one, other) : Math.max(one, other);
    }

    @Override
    public void finish(Map<Summary.Key, Summary> found) {
      for (int cell = 0; cell < values.size(); cell++) {
        Map<String, Double> told = values.get(cell);
        Collection<Double> all =
            definition.unit() == Unit.RATING ? Grids.ofMost(told) : told.values();
        if (!all.isEmpty()) {
          found.put(new Summary.Key(branch, cell), Summary.latest(all.size(), together(all)));
        }
      }
    }

    private double together(Collection<Double> all) {
      DoubleStream numbers = all.stream().mapToDouble(Double::doubleValue).sorted();
      return switch (Objects.requireNonNull(definition.aggregate())) {
        case WORST -> numbers.reduce(this::worse).orElseThrow();
        case SUM -> numbers.sum();
        case MEAN -> numbers.average().orElseThrow();
      };
    }
  }

  /** Two sums of what holds at the look. */
  private static final class Shared implements Kept {
    private final Looks looks;
    private final int above;
    private final int below;
    private final RatioSum sums;
    private double numerator;
    private double denominator;
    private boolean known;

    /**
     * @param above which of a row's columns its numerator is
     * @param below which of them its denominator is
     */
    Shared(int branch, Looks looks, int above, int below, Groups groups) {
      this.looks = looks;
      this.above = above;
      this.below = below;
      this.sums = new RatioSum(branch, 0, 1, groups.cells());
    }

    @Override
    public void row(ResultSet row) throws SQLException {
      numerator = row.getDouble(above);
      known = !row.wasNull();
      denominator = row.getDouble(below);
      known &= !row.wasNull();
    }

    @Override
    public void holds(int group, long from, long to) {
      Looks.Line line = looks.line(group);
      for (int i = line.after(from); known && i < line.ends().length && line.ends()[i] <= to; i++) {
        sums.add(line.cells()[i], numerator, denominator);
      }
    }

    @Override
    public void finish(Map<Summary.Key, Summary> found) {
      sums.finish(found);
    }
  }

  /** How old what holds is, from its beginning to the look. */
  private static final class Aged implements Kept {
    private final int branch;
    private final Looks looks;
    private final int startedAt;
    private final int calendarAt;
    private final Unit unit;
    private final @Nullable WorkedTime worked;
    private final List<Column> ages;
    private long started;
    private int calendar;
    private boolean known;

    /**
     * @param worked null: every hour counts
     */
    Aged(
        int branch,
        Looks looks,
        int startedAt,
        int calendarAt,
        Unit unit,
        @Nullable WorkedTime worked,
        Groups groups) {
      this.branch = branch;
      this.looks = looks;
      this.startedAt = startedAt;
      this.calendarAt = calendarAt;
      this.unit = unit;
      this.worked = worked;
      this.ages = Stream.generate(Column::new).limit(groups.cells()).toList();
    }

    @Override
    public void row(ResultSet row) throws SQLException {
      started = row.getLong(startedAt);
      known = !row.wasNull();
      calendar = row.getInt(calendarAt);
      known &= worked == null || !row.wasNull();
    }

    @Override
    public void holds(int group, long from, long to) {
      Looks.Line line = looks.line(group);
      for (int i = line.after(from); known && i < line.ends().length && line.ends()[i] <= to; i++) {
        long end = line.ends()[i];
        double age =
            worked == null
                ? (end - started) / (double) Stretch.SECOND / ObservedValue.seconds(unit)
                : worked.between(calendar, started, end, unit);
        if (age >= 0) {
          ages.get(line.cells()[i]).add(age);
        }
      }
    }

    @Override
    public void finish(Map<Summary.Key, Summary> found) {
      for (int cell = 0; cell < ages.size(); cell++) {
        Column column = ages.get(cell);
        if (column.size() > 0) {
          Spread spread = Spread.of(column.toArray(), column.size());
          found.put(new Summary.Key(branch, cell), Summary.of(spread, 0));
        }
      }
    }
  }
}
