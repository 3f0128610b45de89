package io.throughline.evidenced;

import io.throughline.evidenced.JudgedBuild.ComparedCoverage;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the coverage of a change beside that of the main branch before it. */
final class CoverageReader {
  /** A build that is no main branch's, and when it was judged. */
  private static final String CHANGE =
      "SELECT g.judged_at FROM gate_run g WHERE g.id = ? AND NOT g.is_main";

  private static final String SUMS =
      """
      SELECT sum(b.covered_lines) FILTER (WHERE b.lines > 0) AS covered_lines,
             sum(b.lines) FILTER (WHERE b.covered_lines IS NOT NULL AND b.lines > 0) AS lines,
             sum(b.covered_branches) FILTER (WHERE b.branches > 0) AS covered_branches,
             sum(b.branches) FILTER (WHERE b.covered_branches IS NOT NULL AND b.branches > 0)
               AS branches,
             max(b.reported_at) AS told_at
      FROM build_report b
      """;

  private static final String OF_BUILD =
      SUMS + "WHERE b.gate_run_id = ? AND b.kind = 'coverage' AND b.gate <> 'functional-test'";

  /** What held of the main branch when the change was judged: of each part the newest. */
  private static final String OF_MAIN =
      SUMS
          + """
          JOIN gate_run g ON g.service_id = b.service_id
          WHERE g.id = ? AND b.is_main AND b.kind = 'coverage' AND b.gate <> 'functional-test'
            AND b.reported_at < g.judged_at AND b.valid_to >= g.judged_at
          """;

  /**
   * SonarQube's mix of lines and conditions, of those of its projects that tell both sides or one.
   */
  private static final String SONAR =
      """
      WITH own AS (
        SELECT a.project_id, a.covered_lines + coalesce(a.covered_conditions, 0) AS covered,
               a.coverable_lines + coalesce(a.conditions, 0) AS all_of_it,
               row_number() OVER (PARTITION BY a.project_id ORDER BY a."at" DESC, a.id DESC) AS place
        FROM code_analysis a
        JOIN gate_run g ON g.service_id = a.service_id AND g.sha = a.sha
        WHERE g.id = ? AND NOT a.is_main AND a.covered_lines IS NOT NULL AND a.coverable_lines > 0
      ), main AS (
        SELECT a.covered_lines + coalesce(a.covered_conditions, 0) AS covered,
               a.coverable_lines + coalesce(a.conditions, 0) AS all_of_it, a."at"
        FROM code_analysis a
        JOIN gate_run g ON g.service_id = a.service_id
        WHERE g.id = ? AND a.valid_to IS NOT NULL AND a."at" < g.judged_at
          AND a.valid_to >= g.judged_at AND a.covered_lines IS NOT NULL AND a.coverable_lines > 0
          AND (NOT EXISTS (SELECT 1 FROM own o)
               OR a.project_id IN (SELECT o.project_id FROM own o WHERE o.place = 1))
      )
      SELECT (SELECT sum(o.covered) FROM own o WHERE o.place = 1) AS covered,
             (SELECT sum(o.all_of_it) FROM own o WHERE o.place = 1) AS all_of_it,
             (SELECT sum(m.covered) FROM main m) AS main_covered,
             (SELECT sum(m.all_of_it) FROM main m) AS main_all,
             (SELECT max(m."at") FROM main m) AS told_at
      """;

  private record Sums(@Nullable Double lines, @Nullable Double branches, @Nullable Instant at) {}

  private final Asking asking;
  private final long run;

  CoverageReader(Asking asking, long run) {
    this.asking = asking;
    this.run = run;
  }

  /** Lines always, the other kinds where anything tells of them; empty for the main branch. */
  List<ComparedCoverage> read() throws SQLException {
    if (asking.rows(CHANGE, row -> Cells.known(row, "judged_at"), run).isEmpty()) {
      return List.of();
    }
    Sums own = sums(OF_BUILD);
    Sums main = sums(OF_MAIN);
    List<ComparedCoverage> all = new ArrayList<>();
    all.add(ComparedCoverage.of("line", own.lines(), main.lines(), main.at()));
    ComparedCoverage branches =
        ComparedCoverage.of("branch", own.branches(), main.branches(), main.at());
    ComparedCoverage sonar =
        asking
            .rows(
                SONAR,
                row ->
                    ComparedCoverage.of(
                        "sonar",
                        percent(Cells.number(row, "covered"), Cells.number(row, "all_of_it")),
                        percent(Cells.number(row, "main_covered"), Cells.number(row, "main_all")),
                        Cells.instant(row, "told_at")),
                run,
                run)
            .getFirst();
    for (ComparedCoverage other : List.of(branches, sonar)) {
      if (other.value() != null || other.main() != null) {
        all.add(other);
      }
    }
    return all;
  }

  private Sums sums(String sql) throws SQLException {
    return asking
        .rows(
            sql,
            row ->
                new Sums(
                    percent(Cells.number(row, "covered_lines"), Cells.number(row, "lines")),
                    percent(Cells.number(row, "covered_branches"), Cells.number(row, "branches")),
                    Cells.instant(row, "told_at")),
            run)
        .getFirst();
  }

  private static @Nullable Double percent(@Nullable Double covered, @Nullable Double all) {
    return covered == null || all == null || all == 0 ? null : 100 * covered / all;
  }
}
