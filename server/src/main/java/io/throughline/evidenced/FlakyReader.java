package io.throughline.evidenced;

import io.throughline.evidenced.FlakyTests.FlakyGate;
import io.throughline.evidenced.FlakyTests.FlakyTest;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;

/** Reads what does not say the same twice. */
final class FlakyReader {
  private static final String TESTS =
      """
      WITH ran AS (
        SELECT b.id, b.service_id, b.gate, b.reported_at, b.gate_run_id,
               count(*) OVER (PARTITION BY b.service_id, b.gate) AS builds
        FROM build_report b JOIN service s ON s.id = b.service_id
        WHERE {team} AND b.passed IS NOT NULL AND b.reported_at >= ?
      )
      SELECT s.key, s.name, r.gate, t.name AS test,
             count(*) FILTER (WHERE t.outcome = 'flaky') AS flaky,
             count(*) FILTER (WHERE t.outcome = 'failed') AS failed,
             max(r.builds) AS builds, max(r.reported_at) AS last_at,
             coalesce(max(g.id), 0) AS last_run
      FROM ran r
      JOIN fact_report_test t ON t.report_id = r.id
      JOIN service s ON s.id = r.service_id
      LEFT JOIN gate_run g ON g.id = r.gate_run_id
      GROUP BY s.key, s.name, r.gate, t.name
      HAVING count(*) FILTER (WHERE t.outcome = 'flaky') > 0
      ORDER BY flaky DESC, failed DESC, s.key, r.gate, t.name
      LIMIT ?
      """;

  /** Failed and later passed by the same tool on the same commit. */
  private static final String GATES =
      """
      WITH judged AS (
        SELECT g.service_id, g.sha, g.tool, o.gate,
               min(g.judged_at) FILTER (WHERE o.verdict = 'fail') AS failed_at,
               max(g.judged_at) FILTER (WHERE o.verdict = 'pass') AS passed_at
        FROM gate_run g
        JOIN service s ON s.id = g.service_id
        JOIN fact_gate_outcome o ON o.gate_run_id = g.id
        WHERE {team} AND g.judged_at >= ? AND g.sha IS NOT NULL
        GROUP BY g.service_id, g.sha, g.tool, o.gate
      )
      SELECT s.key, s.name, j.gate,
             count(*) FILTER (WHERE j.passed_at > j.failed_at) AS commits,
             count(*) FILTER (WHERE j.passed_at IS NOT NULL OR j.failed_at IS NOT NULL) AS judged
      FROM judged j JOIN service s ON s.id = j.service_id
      GROUP BY s.key, s.name, j.gate
      HAVING count(*) FILTER (WHERE j.passed_at > j.failed_at) > 0
      ORDER BY commits DESC, s.key, j.gate
      """;

  private final Asking asking;

  FlakyReader(Asking asking) {
    this.asking = asking;
  }

  FlakyTests read(Instant since, int most) throws SQLException {
    return new FlakyTests(
        asking.ofTeam(
            TESTS,
            row ->
                new FlakyTest(
                    row.getString("key"),
                    row.getString("name"),
                    row.getString("gate"),
                    row.getString("test"),
                    row.getLong("flaky"),
                    row.getLong("failed"),
                    row.getLong("builds"),
                    Cells.known(row, "last_at"),
                    row.getLong("last_run")),
            since,
            most),
        asking.ofTeam(
            GATES,
            row ->
                new FlakyGate(
                    row.getString("key"),
                    row.getString("name"),
                    row.getString("gate"),
                    row.getLong("commits"),
                    row.getLong("judged")),
            since));
  }
}
