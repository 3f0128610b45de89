package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the statements that sum observations up, one for each table that metrics select from.
 * Everything that all metrics share is here and in {@link TableSums}, once: a metric's own SQL says
 * only what is observed. One text for DuckDB and PostgreSQL.
 */
final class ReadingSql {
  private final Question question;
  private final Narrowed narrowed;
  private final Map<TableSums.Source, TableSums> tables = new LinkedHashMap<>();
  private final List<Sums> weeks = new ArrayList<>();

  ReadingSql(Question question) {
    this.question = question;
    this.narrowed = new Narrowed(question.slice(), question.earliest(), question.latest());
  }

  /** Adds the readings of a metric. */
  void readings(int branch, MetricDefinition definition, Clock clock) {
    String text = definition.sql();
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      weeks.addAll(PersonWeekSums.of(question, branch, rows(text)));
      return;
    }
    for (Selection selection : selections(definition)) {
      TableSums table = table(selection, definition.attribute());
      String at = selection.column("at");
      String when = when(selection);
      boolean people = definition.people();
      table.add(
          definition.kind() == MetricKind.RATIO
              ? Tally.ratio(
                  branch,
                  at,
                  when,
                  selection.column("numerator"),
                  selection.column("denominator"),
                  people)
              : Tally.value(
                  branch,
                  at,
                  when,
                  ObservedValue.of(definition, clock, selection, table.worked()),
                  people));
    }
  }

  /** Adds population and covered part of a coverage, as denominator and numerator. */
  void coverage(int branch, Coverage coverage) {
    Selection selection = coverage.selection();
    table(selection, coverage.attribute())
        .add(
            Tally.ratio(
                branch,
                selection.column("at"),
                when(selection),
                selection.column("numerator"),
                selection.column("denominator"),
                false));
  }

  /** Runs the statements; on one connection they all see the same state of the warehouse. */
  Map<Summary.Key, Summary> run(Connection connection) throws SQLException {
    Map<Summary.Key, Summary> found = new HashMap<>();
    for (Sums sums : statements()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sums.sql())) {
        while (rows.next()) {
          sums.read(rows, found);
        }
      }
    }
    return found;
  }

  private List<Sums> statements() {
    List<Sums> all = new ArrayList<>(tables.values());
    all.addAll(weeks);
    return all;
  }

  /**
   * The text's selects, side by side where they are of plain tables and can be added up; else the
   * text as a table of its own.
   */
  private List<Selection> selections(MetricDefinition definition) {
    List<Selection> plain = Selection.of(definition.sql());
    boolean added = definition.kind() == MetricKind.RATIO && !definition.people();
    if (!plain.isEmpty() && (plain.size() == 1 || added)) {
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

  private TableSums table(Selection selection, Attribute attribute) {
    TableSums.Source source =
        new TableSums.Source(
            selection.table(),
            selection.alias(),
            attribute == Attribute.SERVICE
                ? "CAST(NULL AS bigint)"
                : selection.column("person_id"),
            selection.column("service_id"));
    return tables.computeIfAbsent(source, s -> new TableSums(question, narrowed, s));
  }

  /** The text's rows, of the author class that was asked for. */
  private String rows(String text) {
    String rows = narrowed.text(text);
    String asked = question.authorClass();
    return asked != null && SqlLint.names(text, "author_class")
        ? "SELECT o.* FROM (" + rows + ") o WHERE o.author_class = '" + asked + "'"
        : rows;
  }

  private String when(Selection selection) {
    String of = selection.columns().get("author_class");
    String asked = question.authorClass();
    return asked == null || of == null
        ? selection.where()
        : "(" + selection.where() + ") AND " + of + " = '" + asked + "'";
  }
}
