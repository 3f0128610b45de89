package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the working time of calendars while the organisation that was loaded into the warehouse is
 * the same: whoever asks sees the fingerprint and the hours in one state of the warehouse.
 */
final class Calendars {
  private record Known(String organisation, WorkedTime worked) {}

  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  WorkedTime at(Connection connection) throws SQLException {
    String organisation = organisation(connection);
    Known last = known.get();
    if (last != null && last.organisation().equals(organisation)) {
      return last.worked();
    }
    WorkedTime worked = WorkedTime.read(connection);
    known.set(organisation.isEmpty() ? null : new Known(organisation, worked));
    return worked;
  }

  /** The fingerprint of what was loaded last; empty when nothing was. */
  private static String organisation(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT fingerprint FROM warehouse_organisation")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
