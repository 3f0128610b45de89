package io.throughline.warehouse.derive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Derives how services do: what was measured of them, what checks found, what users answered. */
final class HealthDerivation {
  /** Hours of samples at once; bounds the memory of a derivation of everything. */
  private static final int CHUNK = 20_000;

  private final Connection connection;
  private final TouchedIds touched;
  private final Script hour = new Script("service_hour");
  private final Script hourMoved = new Script("service_hour_moved");
  private final Script check = new Script("check_span");
  private final Script survey = new Script("survey_answer");
  private final Script hourTeams = new Script("service_hour_teams");
  private final Script healthTeams = new Script("health_teams");

  HealthDerivation(Connection connection, TouchedIds touched) {
    this.connection = connection;
    this.touched = touched;
  }

  /**
   * Derives again what was touched. Checks that changed are noted as touched, for the incidents
   * that they tell of.
   *
   * @return keys of the teams whose readings may have moved
   */
  Set<String> run() throws SQLException {
    Set<String> moved = new TreeSet<>();
    boolean projects = touched.any("project");
    if (projects) {
      hourMoved.run(connection, touched);
    }
    if (touched.any("sample_hour")) {
      List<Long> ids = touched.sorted("sample_hour");
      for (int from = 0; from < ids.size(); from += CHUNK) {
        if (ids.size() > CHUNK) {
          touched.fill("sample_hour", ids.subList(from, Math.min(ids.size(), from + CHUNK)));
          touched.any("sample_hour");
        }
        hour.run(connection, touched);
        moved.addAll(keys(hourTeams));
      }
      // Deployments around these hours are derived later.
      if (ids.size() > CHUNK) {
        touched.fill("sample_hour", ids);
      }
    }
    boolean checks = touched.any("check") | touched.any("maintenance_window");
    boolean surveys = touched.any("survey_answer") | touched.any("survey_round");
    if (projects || checks) {
      check.run(connection, touched);
    }
    if (projects || surveys) {
      survey.run(connection, touched);
    }
    if (projects || checks || surveys) {
      moved.addAll(keys(healthTeams));
    }
    return moved;
  }

  private Set<String> keys(Script question) throws SQLException {
    Set<String> keys = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question.question(touched))) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }
}
