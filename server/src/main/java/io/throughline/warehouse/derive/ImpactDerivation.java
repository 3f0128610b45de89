package io.throughline.warehouse.derive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives what was measured around deployments. Only those are read again around which something
 * changed, in the order of time, so that the samples of a few of them lie close together and the
 * rest is skipped.
 */
final class ImpactDerivation {
  /** Deployments at once; bounds the stretch of time of which samples are looked at. */
  private static final int CHUNK = 5_000;

  private final Connection connection;
  private final TouchedIds touched;
  private final Script deployments = new Script("impact_touched");
  private final Script hours = new Script("impact_hour");
  private final Script impact = new Script("impact");
  private final Script confounded = new Script("impact_confounded");
  private final Script teams = new Script("impact_teams");

  ImpactDerivation(Connection connection, TouchedIds touched) {
    this.connection = connection;
    this.touched = touched;
  }

  /**
   * Derives again what was touched, after the deployments themselves.
   *
   * @return keys of the teams whose readings may have moved
   */
  Set<String> run() throws SQLException {
    boolean any = touched.any("project") | touched.any("sample_hour") | touched.any("production");
    if (!any) {
      return Set.of();
    }
    deployments.run(connection, touched);
    List<Long> all = byTime();
    for (int from = 0; from < all.size(); from += CHUNK) {
      touched.fill("impact", all.subList(from, Math.min(all.size(), from + CHUNK)));
      hours.run(connection, touched);
      touched.any("impact_hour");
      impact.run(connection, touched);
    }
    touched.fill("impact", all);
    confounded.run(connection, touched);
    Set<String> keys = new TreeSet<>();
    each(teams.question(touched), row -> keys.add(row.getString(1)));
    return keys;
  }

  private List<Long> byTime() throws SQLException {
    List<Long> ids = new ArrayList<>();
    each(
        "SELECT t.id FROM touched_impact t JOIN production_deployment d ON d.id = t.id"
            + " ORDER BY d.started_at, t.id",
        row -> ids.add(row.getLong(1)));
    return ids;
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String sql, Row taken) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        taken.take(rows);
      }
    }
  }
}
