package io.throughline.evidenced;

import io.throughline.evidenced.JudgedBuild.Arrival;
import io.throughline.evidenced.JudgedBuild.Check;
import io.throughline.evidenced.JudgedBuild.ComparedCoverage;
import io.throughline.evidenced.JudgedBuild.Finding;
import io.throughline.evidenced.JudgedBuild.GateEvidence;
import io.throughline.evidenced.JudgedBuild.Measured;
import io.throughline.evidenced.JudgedBuild.Report;
import io.throughline.evidenced.JudgedBuild.Run;
import io.throughline.evidenced.JudgedBuild.Test;
import io.throughline.warehouse.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one judging of one build with its evidence. */
final class BuildReader {
  private static final int MOST = 500;
  private static final List<String> NUMBERS =
      List.of(
          "covered_lines",
          "lines",
          "covered_branches",
          "branches",
          "covered_new_lines",
          "new_lines",
          "passed",
          "failed",
          "skipped",
          "flaky",
          "critical",
          "high",
          "medium",
          "low",
          "unknown",
          "fixable_critical",
          "fixable_high",
          "fixable_medium",
          "suppressed",
          "waived",
          "called_operations",
          "operations",
          "seen_answers",
          "answers",
          "samples",
          "failed_samples",
          "p95",
          "users");

  private static final String HEAD =
      """
      SELECT g.*, s.key AS service_key, s.name AS service_name, f.rules_source, f.rules_sha256
      FROM gate_run g
      JOIN fact_gate_run f ON f.id = g.id
      LEFT JOIN service s ON s.id = g.service_id
      WHERE g.id = ?
      """;

  private static final String GATES =
      """
      SELECT o.gate, o.title, o.verdict, o.why, coalesce(w.ends_at, o.waived_until) AS waived_until,
             w.owner, w.reason
      FROM fact_gate_outcome o
      LEFT JOIN gate_outcome_waived w ON w.gate_run_id = o.gate_run_id AND w.gate = o.gate
      WHERE o.gate_run_id = ?
      ORDER BY o.place, o.gate
      """;

  private static final String CHECKS =
      "SELECT c.* FROM fact_gate_check c WHERE c.gate_run_id = ? ORDER BY c.gate, c.place";

  private static final String REPORTS =
      "SELECT r.* FROM fact_gate_report r WHERE r.gate_run_id = ? ORDER BY r.path";

  private static final String MEASURED =
      """
      SELECT b.* FROM build_report b JOIN gate_run g ON g.id = b.gate_run_id
      WHERE g.id = ? ORDER BY b.gate, b.kind, b.part
      """;

  private static final String FINDINGS =
      """
      SELECT b.gate, f.*, n.first_seen_at
      FROM build_report b
      JOIN gate_run g ON g.id = b.gate_run_id
      JOIN fact_report_finding f ON f.report_id = b.id
      LEFT JOIN service_finding n
        ON n.service_id = b.service_id AND n.kind = b.kind AND n.identity = f.identity
      WHERE g.id = ?
      ORDER BY CASE f.state WHEN 'open' THEN 0 ELSE 1 END,
        CASE f.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2
                        WHEN 'low' THEN 3 ELSE 4 END,
        f.rule, f.subject
      LIMIT 500
      """;

  private static final String TESTS =
      """
      SELECT b.gate, t.name, t.outcome, t.message
      FROM build_report b
      JOIN gate_run g ON g.id = b.gate_run_id
      JOIN fact_report_test t ON t.report_id = b.id
      WHERE g.id = ?
      ORDER BY t.outcome, t.name
      LIMIT 500
      """;

  private static final String HISTORY =
      """
      SELECT o.id, o.judged_at, o.verdict, o.tool, o.sha
      FROM gate_run o JOIN gate_run g ON g.service_id = o.service_id AND g.sha = o.sha
      WHERE g.id = ?
      ORDER BY o.judged_at, o.id
      LIMIT 500
      """;

  private static final String BEFORE =
      """
      SELECT o.id, o.judged_at, o.verdict, o.tool, o.sha
      FROM gate_run o
      JOIN gate_run g ON g.service_id = o.service_id AND g.tool = o.tool
      WHERE g.id = ? AND o.is_main AND o.sha IS DISTINCT FROM g.sha
        AND (o.judged_at < g.judged_at OR o.judged_at = g.judged_at AND o.id < g.id)
      ORDER BY o.judged_at DESC, o.id DESC
      LIMIT 1
      """;

  private static final String ARRIVALS =
      """
      SELECT p.title, p.arrived_at, p.failed + p.missing + p.waived > 0 AS bypassed, p.web_url
      FROM shipped p JOIN gate_run g ON g.service_id = p.service_id AND g.sha = p.sha
      WHERE g.id = ?
      ORDER BY p.arrived_at
      LIMIT 500
      """;

  private record Of<T>(@Nullable String gate, T what) {}

  private record Gate(
      String id, String title, String verdict, String why, @Nullable Waiver waiver) {}

  private final Asking asking;
  private final long run;

  BuildReader(Asking asking, long run) {
    this.asking = asking;
    this.run = run;
  }

  Optional<JudgedBuild> read() throws SQLException {
    List<GateEvidence> gates = gates();
    List<Arrival> arrivals =
        asking.rows(
            ARRIVALS,
            row ->
                new Arrival(
                    row.getString("title"),
                    Cells.known(row, "arrived_at"),
                    row.getBoolean("bypassed"),
                    row.getString("web_url")),
            run);
    List<Run> history = asking.rows(HISTORY, BuildReader::run, run);
    List<Run> before = asking.rows(BEFORE, BuildReader::run, run);
    List<ComparedCoverage> coverage = new CoverageReader(asking, run).read();
    return asking
        .rows(HEAD, row -> head(row, gates, arrivals, history, coverage, before), run)
        .stream()
        .findFirst();
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        Cells.known(row, "judged_at"),
        row.getString("verdict"),
        row.getString("tool"),
        row.getString("sha"));
  }

  private static JudgedBuild head(
      ResultSet row,
      List<GateEvidence> gates,
      List<Arrival> arrivals,
      List<Run> history,
      List<ComparedCoverage> coverage,
      List<Run> before)
      throws SQLException {
    return new JudgedBuild(
        row.getLong("id"),
        row.getString("service_key"),
        row.getString("service_name"),
        row.getString("sha"),
        row.getString("ref"),
        row.getString("image"),
        row.getString("build"),
        row.getString("tool"),
        Cells.known(row, "judged_at"),
        row.getString("verdict"),
        row.getString("rules_source"),
        row.getString("rules_sha256"),
        row.getString("web_url"),
        Cells.whole(row, "sequence"),
        gates,
        arrivals,
        history,
        coverage,
        before.isEmpty() ? null : before.getFirst());
  }

  private List<GateEvidence> gates() throws SQLException {
    List<Gate> gates =
        asking.rows(
            GATES,
            row ->
                new Gate(
                    row.getString("gate"),
                    row.getString("title"),
                    row.getString("verdict"),
                    text(row, "why"),
                    Waiver.of(row)),
            run);
    List<Of<Check>> checks = asking.rows(CHECKS, BuildReader::check, run);
    List<Of<Measured>> measured = asking.rows(MEASURED, BuildReader::measured, run);
    List<Of<Finding>> findings = asking.rows(FINDINGS, BuildReader::finding, run);
    List<Of<Test>> tests =
        asking.rows(
            TESTS,
            row ->
                new Of<>(
                    row.getString("gate"),
                    new Test(
                        row.getString("name"), row.getString("outcome"), text(row, "message"))),
            run);
    List<Of<Report>> reports = asking.rows(REPORTS, BuildReader::report, run);
    return gates.stream()
        .map(
            gate ->
                new GateEvidence(
                    gate.id(),
                    gate.title(),
                    gate.verdict(),
                    gate.why(),
                    gate.waiver(),
                    of(gate, checks),
                    of(gate, measured),
                    of(gate, findings),
                    of(gate, tests),
                    of(gate, reports)))
        .toList();
  }

  private static <T> List<T> of(Gate gate, List<Of<T>> all) {
    return all.stream()
        .filter(one -> Objects.equals(one.gate(), gate.id()))
        .limit(MOST)
        .map(Of::what)
        .toList();
  }

  private static Of<Check> check(ResultSet row) throws SQLException {
    return new Of<>(
        row.getString("gate"),
        new Check(
            row.getString("measure"),
            row.getString("bound"),
            Cells.number(row, "limit_value"),
            Cells.number(row, "value"),
            text(row, "unit"),
            row.getString("transaction"),
            row.getString("verdict"),
            text(row, "why")));
  }

  private static Of<Measured> measured(ResultSet row) throws SQLException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : NUMBERS) {
      Double number = Cells.number(row, name);
      if (number != null) {
        numbers.put(name, number);
      }
    }
    return new Of<>(
        row.getString("gate"), new Measured(row.getString("kind"), text(row, "format"), numbers));
  }

  private static Of<Finding> finding(ResultSet row) throws SQLException {
    Instant since = Cells.instant(row, "first_seen_at");
    return new Of<>(
        row.getString("gate"),
        new Finding(
            row.getString("rule"),
            row.getString("subject"),
            text(row, "place"),
            text(row, "title"),
            row.getString("severity"),
            row.getBoolean("fixable"),
            row.getString("state"),
            since));
  }

  private static Of<Report> report(ResultSet row) throws SQLException {
    return new Of<>(
        row.getString("gate"),
        new Report(
            row.getString("path"),
            row.getString("format"),
            Cells.whole(row, "bytes"),
            row.getString("sha256"),
            text(row, "problem")));
  }

  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}
