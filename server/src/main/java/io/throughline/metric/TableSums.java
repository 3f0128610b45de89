package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sums up what all metrics observe of one table's rows, in one pass over them: SQL says what was
 * observed; whose it is, in which periods it lies and how it spreads is found here.
 *
 * <p>Ratios are added up as they come. Values are kept by row, once, and a cell keeps only the
 * numbers of its rows, because a row counts in several: for its team, for every team above, for
 * every range of the question.
 */
final class TableSums {
  /** What a metric takes from a row, and where it is kept. */
  private sealed interface Part {
    Tally tally();

    int amount();
  }

  private record Value(Tally tally, int amount, Column kept) implements Part {}

  private record Ratio(
      Tally tally, int amount, int under, long[] n, double[] numerator, double[] denominator)
      implements Part {}

  private final TableSql sql;
  private final Groups groups;
  private final List<Value> values = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final Map<Summary.Key, Set<Long>> people = new HashMap<>();
  private final List<List<RowList>> rows = new ArrayList<>();

  private TableSums(TableSql sql, Groups groups) {
    this.sql = sql;
    this.groups = groups;
    int cells = groups.cells();
    for (int i = 0; i < sql.instants(); i++) {
      rows.add(Stream.generate(RowList::new).limit(cells).toList());
    }
    for (Tally tally : sql.tallies()) {
      int amount = sql.amount(tally);
      if (tally.spreads()) {
        values.add(new Value(tally, amount, new Column()));
      } else {
        int under = tally.ofOne() ? amount : sql.denominator(tally);
        ratios.add(
            new Ratio(
                tally, amount, under, new long[cells], new double[cells], new double[cells]));
      }
    }
  }

  /** Reads the rows, and adds the sums to those that were found. */
  static void add(
      Connection connection,
      TableSql sql,
      Narrowed narrowed,
      Groups groups,
      Map<Summary.Key, Summary> found)
      throws SQLException {
    TableSums sums = new TableSums(sql, groups);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.sql(narrowed))) {
      sums.read(rows);
    }
    sums.ratios.forEach(ratio -> sums.finish(ratio, found));
    sums.values.forEach(value -> sums.finish(value, found));
  }

  private void read(ResultSet row) throws SQLException {
    List<List<Ratio>> ratiosAt = at(ratios);
    List<List<Part>> peopleAt = at(peopled());
    double[] amounts = new double[sql.amounts()];
    Groups.Cells cells = groups.new Cells();
    int number = 0;
    while (row.next()) {
      long person = row.getLong(1);
      boolean nobody = row.wasNull();
      cells.of(nobody ? null : person, row.getInt(2));
      boolean kept = false;
      for (int i = 0; i < sql.instants(); i++) {
        long at = row.getLong(TableSql.FIRST_INSTANT + i);
        if (row.wasNull() || !cells.find(at)) {
          continue;
        }
        if (!kept) {
          kept = true;
          amounts(row, amounts);
        }
        for (int c = 0; c < cells.size(); c++) {
          rows.get(i).get(cells.get(c)).add(number);
        }
        for (Ratio ratio : ratiosAt.get(i)) {
          add(ratio, amounts, cells);
        }
        for (Part part : peopleAt.get(i)) {
          if (!nobody && amounts[part.amount()] >= 0) {
            count(part.tally(), person, cells);
          }
        }
      }
      if (kept) {
        values.forEach(value -> value.kept().add(amounts[value.amount()]));
        number++;
      }
    }
  }

  private void amounts(ResultSet row, double[] amounts) throws SQLException {
    int first = TableSql.FIRST_INSTANT + sql.instants();
    for (int i = 0; i < amounts.length; i++) {
      double amount = row.getDouble(first + i);
      amounts[i] = row.wasNull() ? Double.NaN : amount;
    }
  }

  private static void add(Ratio ratio, double[] amounts, Groups.Cells cells) {
    double amount = amounts[ratio.amount()];
    if (Double.isNaN(amount)) {
      return;
    }
    double under = ratio.tally().ofOne() ? 1 : amounts[ratio.under()];
    for (int c = 0; c < cells.size(); c++) {
      int cell = cells.get(c);
      ratio.n()[cell]++;
      ratio.numerator()[cell] += amount;
      ratio.denominator()[cell] += under;
    }
  }

  private void count(Tally tally, long person, Groups.Cells cells) {
    for (int c = 0; c < cells.size(); c++) {
      Summary.Key key = new Summary.Key(tally.branch(), cells.get(c));
      people.computeIfAbsent(key, k -> new HashSet<>()).add(person);
    }
  }

  private void finish(Ratio ratio, Map<Summary.Key, Summary> found) {
    for (int cell = 0; cell < ratio.n().length; cell++) {
      if (ratio.n()[cell] > 0) {
        Summary.Key key = new Summary.Key(ratio.tally().branch(), cell);
        Summary part =
            Summary.ratio(
                ratio.n()[cell], people(key), ratio.numerator()[cell], ratio.denominator()[cell]);
        found.merge(key, part, Summary::sum);
      }
    }
  }

  private void finish(Value value, Map<Summary.Key, Summary> found) {
    List<RowList> lists = rows.get(sql.instant(value.tally()));
    for (int cell = 0; cell < lists.size(); cell++) {
      RowList list = lists.get(cell);
      double[] observed = new double[list.size()];
      int n = 0;
      for (int i = 0; i < observed.length; i++) {
        double amount = value.kept().get(list.get(i));
        // Below 0 is no observation; neither is what is not a number, which no comparison holds of.
        if (amount >= 0) {
          observed[n++] = amount;
        }
      }
      if (n > 0) {
        Summary.Key key = new Summary.Key(value.tally().branch(), cell);
        found.put(key, Summary.of(Spread.of(observed, n), people(key)));
      }
    }
  }

  private long people(Summary.Key key) {
    return people.getOrDefault(key, Set.of()).size();
  }

  private List<Part> peopled() {
    List<Part> all = new ArrayList<>(values);
    all.addAll(ratios);
    return all.stream().filter(part -> part.tally().people()).toList();
  }

  /** The parts by the instant that they belong to. */
  private <P extends Part> List<List<P>> at(List<P> parts) {
    List<List<P>> all = new ArrayList<>();
    for (int i = 0; i < sql.instants(); i++) {
      int instant = i;
      all.add(parts.stream().filter(part -> sql.instant(part.tally()) == instant).toList());
    }
    return all;
  }
}
