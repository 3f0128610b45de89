package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums up observations for all scopes, ranges and metrics of a question. Everything that metrics
 * share is here and below, once: a metric's own SQL says only what is observed.
 */
final class Summing {
  private final Groups groups;
  private final @Nullable String authorClass;
  private final Narrowed narrowed;
  private final Map<TableSql.Source, TableSql> tables = new LinkedHashMap<>();
  private final Map<Integer, String> personWeeks = new LinkedHashMap<>();

  /**
   * @param authorClass null for all
   */
  Summing(Groups groups, @Nullable String authorClass) {
    this.groups = groups;
    this.authorClass = authorClass;
    this.narrowed = new Narrowed(groups.slice(), groups.from(), groups.to());
  }

  /** Adds the readings of a metric. */
  void readings(int branch, MetricDefinition definition, Clock clock) {
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      personWeeks.put(branch, rows(definition.sql()));
      return;
    }
    boolean ratio = definition.kind() == MetricKind.RATIO;
    for (Selection selection : selections(definition)) {
      TableSql table = table(selection, definition.attribute());
      String amount =
          ratio
              ? selection.column("numerator")
              : ObservedValue.of(definition, clock, selection, table.worked());
      String denominator = ratio ? selection.column("denominator") : null;
      add(table, branch, selection, amount, denominator, definition.people());
    }
  }

  /** Adds population and covered part of a coverage, as denominator and numerator. */
  void coverage(int branch, Coverage coverage) {
    Selection selection = coverage.selection();
    add(
        table(selection, coverage.attribute()),
        branch,
        selection,
        selection.column("numerator"),
        selection.column("denominator"),
        false);
  }

  private void add(
      TableSql table,
      int branch,
      Selection selection,
      String amount,
      @Nullable String denominator,
      boolean people) {
    table.add(
        new Tally(branch, selection.column("at"), when(selection), amount, denominator, people));
  }

  /** Runs the statements; on one connection they all see the same state of the warehouse. */
  Map<Summary.Key, Summary> run(Connection connection) throws SQLException {
    Map<Summary.Key, Summary> found = new HashMap<>();
    for (TableSql table : tables.values()) {
      TableSums.add(connection, table, narrowed, groups, found);
    }
    for (Map.Entry<Integer, String> metric : personWeeks.entrySet()) {
      PersonWeeks.add(connection, metric.getValue(), metric.getKey(), groups, found);
    }
    return found;
  }

  /**
   * The text's selects, side by side where they are of plain tables and can be added up; else the
   * text as a table of its own.
   */
  private List<Selection> selections(MetricDefinition definition) {
    List<Selection> plain = Selection.of(definition.sql());
    boolean added = definition.kind() == MetricKind.RATIO && !definition.people();
    if (plain.size() == 1 || (added && !plain.isEmpty())) {
      return plain;
    }
    Set<String> names = new LinkedHashSet<>(SqlLint.wantedColumns(definition));
    for (String optional : List.of("author_class", "calendar_id")) {
      if (SqlLint.names(definition.sql(), optional)) {
        names.add(optional);
      }
    }
    return List.of(Selection.whole(narrowed.text(definition.sql()), names));
  }

  private TableSql table(Selection selection, Attribute attribute) {
    TableSql.Source source =
        new TableSql.Source(
            selection.table(),
            selection.alias(),
            attribute == Attribute.SERVICE
                ? "CAST(NULL AS bigint)"
                : selection.column("person_id"),
            selection.column("service_id"));
    return tables.computeIfAbsent(source, TableSql::new);
  }

  /** The text's rows, of the author class that was asked for. */
  private String rows(String text) {
    String rows = narrowed.text(text);
    return authorClass != null && SqlLint.names(text, "author_class")
        ? "SELECT o.* FROM (" + rows + ") o WHERE o.author_class = '" + authorClass + "'"
        : rows;
  }

  private String when(Selection selection) {
    String of = selection.columns().get("author_class");
    return authorClass == null || of == null
        ? selection.where()
        : "(" + selection.where() + ") AND " + of + " = '" + authorClass + "'";
  }
}
