package io.throughline.warehouse.derive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Derives what went wrong in production from what several systems tell of it. */
final class IncidentDerivation {
  private final Connection connection;
  private final TouchedIds touched;
  private final Script incident = new Script("incident");
  private final Script teams = new Script("incident_teams");

  IncidentDerivation(Connection connection, TouchedIds touched) {
    this.connection = connection;
    this.touched = touched;
  }

  /**
   * Derives again what was touched. Services whose incidents may have changed are noted as touched
   * in production, for what is said of their deployments.
   *
   * @return keys of the teams whose readings may have moved
   */
  Set<String> run() throws SQLException {
    if (!(touched.any("incident") | touched.any("project"))) {
      return Set.of();
    }
    incident.run(connection, touched);
    Set<String> keys = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(teams.question(touched))) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }
}
