package io.throughline.warehouse.derive;

import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The temporary tables of ids that are derived again, and the ranges that they lie in. */
final class TouchedIds {
  static final List<String> KINDS =
      List.of(
          "account",
          "project",
          "environment",
          "deployment",
          "release",
          "pipeline",
          "gate_run",
          "build_report",
          "merge_request",
          "board",
          "ticket_status",
          "ticket",
          "sprint",
          "test_case",
          "test_cycle",
          "wiki_page",
          "code_analysis",
          "code_issue",
          "repository_file",
          "gitops_sync",
          "gitops_application",
          "gitops_change",
          "rollout",
          "application",
          "sample_hour",
          "incident",
          "check",
          "maintenance_window",
          "survey_answer",
          "survey_round",
          "correction");

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, String> ranges = new HashMap<>();

  TouchedIds(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  void create() throws SQLException {
    for (String statement : Sql.statements(Sql.resource("derive/touched.sql"))) {
      Sql.run(connection, statement);
    }
  }

  void fill(String kind, Collection<Long> ids) throws SQLException {
    Sql.run(connection, "DELETE FROM touched_" + kind);
    List<@Nullable Object[]> rows = new ArrayList<>(ids.size());
    ids.forEach(id -> rows.add(new Object[] {id}));
    Table table = new Table("touched_" + kind, List.of(new Column("id", ColumnType.BIGINT)));
    dialect.load(connection, table, true, rows);
  }

  void fillAll(String kind) throws SQLException {
    Sql.run(connection, "DELETE FROM touched_" + kind);
    Sql.run(connection, "INSERT INTO touched_" + kind + " " + all(kind));
  }

  /** Things that are only parents of members are found by these. */
  private static String all(String kind) {
    return switch (kind) {
      case "application" -> "SELECT DISTINCT application_id FROM fact_health_change";
      case "sample_hour" -> "SELECT DISTINCT sample_hour_id FROM fact_service_sample";
      case "check" -> "SELECT DISTINCT check_id FROM fact_check_event";
      default -> "SELECT id FROM fact_" + kind;
    };
  }

  /** Whether there is any, after looking at the table again. */
  boolean any(String kind) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT min(id), max(id) FROM touched_" + kind)) {
      row.next();
      long min = row.getLong(1);
      boolean none = row.wasNull();
      ranges.put(kind, none ? "0 AND -1" : min + " AND " + row.getLong(2));
      return !none;
    }
  }

  /** Each id once, ascending. */
  List<Long> sorted(String kind) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT id FROM touched_" + kind + " ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** Bounds for BETWEEN, as of the last {@link #any}. */
  String range(String kind) {
    return ranges.getOrDefault(kind, "0 AND -1");
  }
}
