package io.throughline.warehouse.derive;

import io.throughline.gate.GateMeasure;
import io.throughline.gate.GateWaiver;
import io.throughline.gate.ToldGate;
import io.throughline.gate.Verdict;
import io.throughline.report.Finding;
import io.throughline.report.Severity;
import io.throughline.warehouse.fact.Stored;
import io.throughline.warehouse.sql.Cells;
import io.throughline.warehouse.sql.Column;
import io.throughline.warehouse.sql.ColumnType;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives until when the organisation's own waivers let pass what came of gates, whoever judged
 * them. What a waiver is for is decided where the gate command decides it.
 */
final class WaivedOutcomes {
  private static final Table WAIVED =
      new Table(
          "gate_outcome_waived",
          List.of(
              new Column("gate_run_id", ColumnType.BIGINT),
              new Column("gate", ColumnType.TEXT),
              new Column("ends_at", ColumnType.TIMESTAMP),
              new Column("owner", ColumnType.TEXT),
              new Column("reason", ColumnType.TEXT)));

  private static final String WAIVERS =
      """
      SELECT w.service_id, w.gate, w.rule, w.subject, w.condition, w.ends_at, w.owner, w.reason
      FROM gate_waiver w ORDER BY w.place
      """;

  private static final String CHECKS =
      """
      SELECT n.gate_run_id, n.gate, c.measure, c.value, c.limit_value, c.verdict
      FROM new_waivable n
      JOIN fact_gate_check c ON c.gate_run_id = n.gate_run_id AND c.gate = n.gate
      ORDER BY c.place
      """;

  private static final String FINDINGS =
      """
      SELECT n.gate_run_id, n.gate, f.rule, f.subject, f.severity, f.fixable, f.state
      FROM new_waivable n
      JOIN build_report b ON b.gate_run_id = n.gate_run_id AND b.gate = n.gate
      JOIN fact_report_finding f ON f.report_id = b.id
      WHERE f.state IN ('open', 'waived')
      ORDER BY f.rule, f.subject, f.identity
      """;

  private static final String UNREADABLE =
      """
      SELECT DISTINCT n.gate_run_id, n.gate
      FROM new_waivable n
      JOIN fact_gate_report r ON r.gate_run_id = n.gate_run_id AND r.gate = n.gate
      WHERE r.problem IS NOT NULL
      """;

  private static final String TOLD =
      "SELECT gate_run_id, gate, service_id, verdict, waived_until FROM new_waivable";

  /** A gate of a run, or of a service. */
  private record Key(long of, String gate) {}

  private final Connection connection;
  private final Dialect dialect;
  private final TouchedIds touched;
  private final Script waivable = new Script("gate_waivable");

  WaivedOutcomes(Connection connection, Dialect dialect, TouchedIds touched) {
    this.connection = connection;
    this.dialect = dialect;
    this.touched = touched;
  }

  /** Derives those of the touched runs, and of the runs of the touched reports, anew. */
  void run() throws SQLException {
    waivable.run(connection, touched);
    Map<Key, List<GateWaiver>> waivers = waivers();
    if (waivers.isEmpty()) {
      return;
    }
    Map<Key, List<ToldGate.Check>> checks = grouped(CHECKS, WaivedOutcomes::check);
    Map<Key, List<Finding>> open = new HashMap<>();
    Map<Key, List<Finding>> waived = new HashMap<>();
    each(
        FINDINGS,
        row ->
            ("open".equals(row.getString("state")) ? open : waived)
                .computeIfAbsent(key(row), k -> new ArrayList<>())
                .add(finding(row)));
    Map<Key, List<Boolean>> unreadable = grouped(UNREADABLE, row -> true);
    List<@Nullable Object[]> rows = new ArrayList<>();
    each(
        TOLD,
        row -> {
          Key key = key(row);
          Instant until = Cells.instant(row, "waived_until");
          ToldGate told =
              new ToldGate(
                  verdict(row),
                  checks.getOrDefault(key, List.of()),
                  open.getOrDefault(key, List.of()),
                  waived.getOrDefault(key, List.of()),
                  unreadable.containsKey(key),
                  until == null ? null : lastDay(until));
          told.waivedBy(
                  waivers.getOrDefault(new Key(row.getLong("service_id"), key.gate()), List.of()))
              .ifPresent(standing -> rows.add(row(key, standing)));
        });
    dialect.load(connection, WAIVED, false, rows);
  }

  private static @Nullable Object[] row(Key key, ToldGate.Standing standing) {
    return new @Nullable Object[] {
      key.of(),
      key.gate(),
      Stored.instant(standing.until().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()),
      standing.owners(),
      standing.reasons()
    };
  }

  private Map<Key, List<GateWaiver>> waivers() throws SQLException {
    Map<Key, List<GateWaiver>> waivers = new HashMap<>();
    each(
        WAIVERS,
        row ->
            waivers
                .computeIfAbsent(
                    new Key(row.getLong("service_id"), row.getString("gate")),
                    k -> new ArrayList<>())
                .add(waiver(row)));
    return waivers;
  }

  private static GateWaiver waiver(ResultSet row) throws SQLException {
    String condition = row.getString("condition");
    return new GateWaiver(
        row.getString("rule"),
        row.getString("subject"),
        condition == null ? null : GateMeasure.of(condition).orElseThrow(),
        row.getString("owner"),
        row.getString("reason"),
        lastDay(Cells.known(row, "ends_at")));
  }

  /** Days of waivers are days of UTC. */
  private static LocalDate lastDay(Instant end) {
    return LocalDate.ofInstant(end, ZoneOffset.UTC).minusDays(1);
  }

  private static ToldGate.Check check(ResultSet row) throws SQLException {
    return new ToldGate.Check(
        row.getString("measure"),
        Cells.number(row, "value"),
        Cells.number(row, "limit_value"),
        verdict(row));
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        row.getString("rule"),
        row.getString("subject"),
        "",
        "",
        Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
        row.getBoolean("fixable"),
        Finding.State.OPEN);
  }

  private static Verdict verdict(ResultSet row) throws SQLException {
    return Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT));
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getLong("gate_run_id"), row.getString("gate"));
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  private <T> Map<Key, List<T>> grouped(String sql, Row<T> make) throws SQLException {
    Map<Key, List<T>> all = new HashMap<>();
    each(sql, row -> all.computeIfAbsent(key(row), k -> new ArrayList<>()).add(make.of(row)));
    return all;
  }

  private void each(String sql, Taker taken) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        taken.take(rows);
      }
    }
  }
}
