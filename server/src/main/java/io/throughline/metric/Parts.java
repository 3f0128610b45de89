package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parts that a metric tells apart, as the phases of the process: its text gives a column of that
 * name, and each part can be asked for alone.
 */
final class Parts {
  static final String COLUMN = "part";

  /** What may stand in a text between quotes: transactions of load tests are called anything. */
  private static final Pattern SAFE = Pattern.compile("[^\\p{Cntrl}'\\\\]{1,400}");

  private Parts() {}

  /** Whether a metric tells parts apart. */
  static boolean of(MetricDefinition definition) {
    return SqlLint.names(definition.sql(), COLUMN);
  }

  /**
   * The part, which may stand in a text between quotes.
   *
   * @throws IllegalArgumentException when no part is called like this
   */
  static @Nullable String checked(@Nullable String part) {
    if (part != null && !SAFE.matcher(part).matches()) {
      throw new IllegalArgumentException("No part of a metric is called like this.");
    }
    return part;
  }

  static List<String> read(Connection connection, String sql) throws SQLException {
    List<String> parts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String part = rows.getString(1);
        // One that cannot be asked for is in the whole all the same.
        if (SAFE.matcher(part).matches()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }
}
