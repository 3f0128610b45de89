package io.throughline.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the statement that gives the rows of one table with what all metrics observe of them. One
 * text for DuckDB and PostgreSQL. Its columns: person, service or board, the instants that
 * observations belong to, then numbers; what several metrics ask for is one column.
 */
final class TableSql {
  /**
   * A table as metrics select from it. What differs in one of these is another statement.
   *
   * @param person SQL of the person who an observation belongs to
   * @param owned SQL of the number of the service, or of the board, whose team it belongs to when
   *     it has no person
   */
  record Source(String table, String alias, String person, String owned) {}

  /** The person of what is not attributed to any. */
  static final String NOBODY = "CAST(NULL AS bigint)";

  static final int PERSON = 1;
  static final int OWNED = 2;
  static final int FIRST_INSTANT = 3;

  private final Source source;
  private final List<String> instants = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Set<String> conditions = new LinkedHashSet<>();

  TableSql(Source source) {
    this.source = source;
  }

  /** Which of the instants this is; it becomes one. */
  int instant(String sql) {
    if (!instants.contains(sql)) {
      instants.add(sql);
    }
    return instants.indexOf(sql);
  }

  /** Which of the numbers this is, null where the condition does not hold; it becomes one. */
  int number(String when, String sql) {
    conditions.add(when);
    String number = "CASE WHEN " + when + " THEN CAST(" + sql + " AS double precision) END";
    return numbers.computeIfAbsent(number, s -> numbers.size());
  }

  int numbers() {
    return numbers.size();
  }

  String sql(Narrowed narrowed) {
    List<String> columns = new ArrayList<>(List.of(source.person(), source.owned()));
    instants.forEach(at -> columns.add(Stretch.micros("(" + at + ")")));
    columns.addAll(numbers.keySet());
    String select = String.join(", ", columns);
    String where = Conditions.any(conditions);
    String alias = source.alias();
    boolean byPerson = !source.person().equals(NOBODY);
    String rows = narrowed.rows(source.table(), alias, select + " " + where, byPerson);
    return "SELECT " + select + " FROM " + rows + " " + alias + " WHERE " + where;
  }
}
