package io.throughline.warehouse.derive;

import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Derives what went wrong in production from what several systems tell of it. All that may be told
 * together with a touched incident is put together anew, so that it does not matter what became
 * known first.
 */
final class IncidentDerivation {
  private static final Table ROOTS =
      new Table(
          "pi_root",
          List.of(
              new Column("part_id", ColumnType.BIGINT),
              new Column("root_id", ColumnType.BIGINT),
              new Column("why", ColumnType.TEXT)));

  private final Connection connection;
  private final Dialect dialect;
  private final TouchedIds touched;
  private final Script telling = new Script("incident_telling");
  private final Script scope = new Script("incident_scope");
  private final Script pair = new Script("incident_pair");
  private final Script incident = new Script("incident");
  private final Script call = new Script("incident_call");
  private final Script teams = new Script("incident_teams");

  IncidentDerivation(Connection connection, Dialect dialect, TouchedIds touched) {
    this.connection = connection;
    this.dialect = dialect;
    this.touched = touched;
  }

  /**
   * Derives again what was touched. Services whose incidents changed are noted as touched in
   * production, for what is said of their deployments.
   *
   * @return keys of the teams whose readings may have moved
   */
  Set<String> run() throws SQLException {
    boolean any = touched.any("project") | touched.any("check_span") | touched.any("reported");
    any |= touched.any("incident") | touched.any("correction") | touched.any("account");
    if (!any) {
      return Set.of();
    }
    telling.run(connection, touched);
    if (scopeSize() == 0) {
      return Set.of();
    }
    long before;
    do {
      before = scopeSize();
      scope.run(connection, touched);
    } while (scopeSize() > before);
    pair.run(connection, touched);
    dialect.load(connection, ROOTS, true, roots());
    incident.run(connection, touched);
    call.run(connection, touched);
    Set<String> keys = new TreeSet<>();
    each(teams.question(touched), row -> keys.add(row.getString(1)));
    return keys;
  }

  private List<@Nullable Object[]> roots() throws SQLException {
    OutageGroups groups = new OutageGroups();
    each(
        "SELECT part_id, only_once FROM pi_told",
        row -> groups.add(row.getLong(1), row.getLong(2)));
    each(
        "SELECT one_id, other_id FROM pi_word WHERE word = 'apart'",
        row -> groups.apart(row.getLong(1), row.getLong(2)));
    List<OutageGroups.Pair> pairs = new ArrayList<>();
    each(
        "SELECT one_id, other_id, why, place, distance FROM pi_pair",
        row ->
            pairs.add(
                new OutageGroups.Pair(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5))));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (OutageGroups.Member member : groups.joined(pairs)) {
      rows.add(new @Nullable Object[] {member.part(), member.root(), member.why()});
    }
    return rows;
  }

  private long scopeSize() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM pi_scope")) {
      row.next();
      return row.getLong(1);
    }
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
