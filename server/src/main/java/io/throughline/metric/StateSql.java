package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import java.util.ArrayList;
import java.util.List;

/** Writes the statement that gives the rows of one table of states, for all metrics of it. */
final class StateSql {
  static final int OWNED = 1;
  static final int FROM = 2;
  static final int TO = 3;
  static final int FIRST = 4;

  /**
   * A table as metrics select from it. What differs in one of these is another statement.
   *
   * @param owned SQL of the number of the service or of the board whose team it belongs to
   */
  record Source(String table, String alias, String owned, String from, String to, String where) {}

  private StateSql() {}

  static Source source(MetricDefinition definition, Selection of, String when) {
    return new Source(
        of.table(),
        of.alias(),
        of.column(definition.attribute() == Attribute.BOARD ? "board_id" : "service_id"),
        of.column("valid_from"),
        of.column("valid_to"),
        when);
  }

  /**
   * Rows of any time: since when something is known decides which days count.
   *
   * @param more SQL of what else is asked for
   */
  static String sql(Source source, List<String> more, Slice slice) {
    List<String> columns = new ArrayList<>();
    columns.add(source.owned());
    columns.add(Stretch.micros("(" + source.from() + ")"));
    columns.add(Stretch.micros("(" + source.to() + ")"));
    columns.addAll(more);
    String select = String.join(", ", columns);
    String where = source.where();
    String rows = new Narrowed(slice).rows(source.table(), source.alias(), select + " " + where);
    return "SELECT " + select + " FROM " + rows + " " + source.alias() + " WHERE " + where;
  }
}
