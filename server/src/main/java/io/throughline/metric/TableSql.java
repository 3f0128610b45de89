package io.throughline.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the statement that gives the rows of one table with what all metrics observe of them. One
 * text for DuckDB and PostgreSQL. Its columns: person, service, the instants that observations
 * belong to, then amounts; what several metrics ask for is one column.
 */
final class TableSql {
  /**
   * A table as metrics select from it. What differs in one of these is another statement.
   *
   * @param person SQL of the person who an observation belongs to
   */
  record Source(String table, String alias, String person, String service) {}

  static final int FIRST_INSTANT = 3;

  private final Source source;
  private final WorkedTime worked = new WorkedTime();
  private final List<Tally> tallies = new ArrayList<>();
  private final List<String> instants = new ArrayList<>();
  private final Map<String, Integer> amounts = new LinkedHashMap<>();

  TableSql(Source source) {
    this.source = source;
  }

  /** The look-ups in calendars that the amounts of tallies may use. */
  WorkedTime worked() {
    return worked;
  }

  void add(Tally tally) {
    tallies.add(tally);
    if (!instants.contains(tally.at())) {
      instants.add(tally.at());
    }
    amount(tally);
    if (!tally.spreads() && !tally.ofOne()) {
      denominator(tally);
    }
  }

  List<Tally> tallies() {
    return tallies;
  }

  int instants() {
    return instants.size();
  }

  int amounts() {
    return amounts.size();
  }

  /** Which of the instants a tally's observations belong to. */
  int instant(Tally tally) {
    return instants.indexOf(tally.at());
  }

  /** Which of the amounts is a tally's. */
  int amount(Tally tally) {
    return place(tally.when(), tally.amount());
  }

  /** Which of the amounts is a tally's denominator. */
  int denominator(Tally tally) {
    return place(tally.when(), String.valueOf(tally.denominator()));
  }

  private int place(String when, String amount) {
    String sql = "CASE WHEN " + when + " THEN CAST(" + amount + " AS double precision) END";
    return amounts.computeIfAbsent(sql, s -> amounts.size());
  }

  String sql(Narrowed narrowed) {
    List<String> columns = new ArrayList<>(List.of(source.person(), source.service()));
    instants.forEach(at -> columns.add(Stretch.micros("(" + at + ")")));
    columns.addAll(amounts.keySet());
    String select = String.join(", ", columns);
    String observed =
        tallies.stream()
            .map(tally -> "(" + tally.when() + ")")
            .distinct()
            .collect(Collectors.joining(" OR "));
    String joins = worked.joins();
    String rows =
        narrowed.rows(source.table(), source.alias(), List.of(select, observed, joins));
    return "SELECT " + select + " FROM " + rows + " " + source.alias() + joins + " WHERE " + observed;
  }
}
