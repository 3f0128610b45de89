package io.throughline.warehouse.derive;

import io.throughline.warehouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Statements in which {@code {merge_request:m.id}} stands for a constant range of the touched ids
 * of that kind, by which an engine can skip what did not change.
 */
final class Script {
  private static final Pattern RANGE = Pattern.compile("\\{(\\w+):([\\w.]+)}");

  private final List<String> statements;

  Script(String name) {
    this.statements = Sql.statements(Sql.resource("derive/" + name + ".sql"));
  }

  void run(Connection connection, TouchedIds touched) throws SQLException {
    for (String statement : statements) {
      Sql.run(connection, filled(statement, touched::range));
    }
  }

  /** The only statement, for a script that asks. */
  String question(TouchedIds touched) {
    return filled(statements.getFirst(), touched::range);
  }

  private static String filled(String statement, UnaryOperator<String> range) {
    return RANGE
        .matcher(statement)
        .replaceAll((MatchResult m) -> m.group(2) + " BETWEEN " + range.apply(m.group(1)));
  }
}
