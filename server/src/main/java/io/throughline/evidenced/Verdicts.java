package io.throughline.evidenced;

import io.throughline.evidenced.Permission.Gate;
import io.throughline.warehouse.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on commits as they are known now: of each tool the newest, of several tools the one
 * that says most, the worst first. That one tool has no data takes nothing away from what another
 * one says.
 */
final class Verdicts {
  private static final String SQL =
      """
      WITH %s, said AS (
        SELECT g.service_id, g.sha, g.tool, o.gate, o.verdict, g.id AS run_id, g.judged_at,
               coalesce(v.ends_at, o.waived_until) AS waived_until, v.owner, v.reason,
               CAST(NULL AS text) AS url
        FROM wanted w
        JOIN gate_run g ON g.service_id = w.service_id AND g.sha = w.sha
        JOIN fact_gate_outcome o ON o.gate_run_id = g.id
        LEFT JOIN gate_outcome_waived v ON v.gate_run_id = g.id AND v.gate = o.gate
        UNION ALL
        SELECT a.service_id, a.sha, 'sonarqube', 'static-analysis',
               CASE WHEN a.gate_status = 'error' THEN 'fail' ELSE 'pass' END,
               CAST(NULL AS BIGINT), a."at", v.ends_at, v.owner, v.reason, a.web_url
        FROM wanted w
        JOIN code_analysis a ON a.service_id = w.service_id AND a.sha = w.sha
        LEFT JOIN gate_waived v ON v.service_id = w.service_id AND v.gate = 'static-analysis'
        WHERE a.gate_status IN ('ok', 'warn', 'error')
          AND NOT EXISTS (SELECT 1 FROM gate_run g WHERE g.id = a.id)
      ), told AS (
        SELECT g.*,
               row_number() OVER (PARTITION BY g.service_id, g.sha, g.gate, g.tool
                                  ORDER BY g.judged_at DESC, g.run_id DESC NULLS LAST) AS newest
        FROM said g
      )
      SELECT t.service_id, t.sha, t.gate, t.verdict, t.run_id, t.judged_at, t.waived_until,
             t.owner, t.reason, t.url
      FROM told t
      WHERE t.newest = 1
      """;

  /** Of gates of which nobody said anything. */
  private static final String WAIVED =
      "SELECT service_id, gate, ends_at AS waived_until, owner, reason FROM gate_waived";

  private static final List<String> WORST =
      List.of("fail", "unreadable", "waived", "pass", "not_applicable", "no_data");

  private record Key(int service, String sha, String gate) {}

  private record Told(
      Key key,
      String verdict,
      Instant at,
      @Nullable Long run,
      @Nullable Waiver waiver,
      @Nullable String url) {

    /** When its waiver ends; long ago where it has none. */
    Instant waivedTo() {
      Instant until = waiver == null ? null : waiver.until();
      return until == null ? Instant.MIN : until;
    }

    /** What failed is waived while somebody answers for it. */
    Told asOf(Instant now) {
      return verdict.equals("fail") && waiver != null && waiver.holds(now)
          ? new Told(key, "waived", at, run, waiver, url)
          : this;
    }
  }

  /** Of equal ones the one that is waived the longest. */
  private static final Comparator<Told> WORST_FIRST =
      Comparator.<Told>comparingInt(told -> rank(told.verdict()))
          .thenComparing(Told::waivedTo, Comparator.reverseOrder());

  /** That a gate is waived of which nobody said anything. */
  private record Unsaid(int service, String gate, @Nullable Waiver waiver) {}

  private final Instant now;
  private final Map<Key, Told> known = new HashMap<>();
  private final List<Unsaid> unsaid;

  private Verdicts(Asking asking, List<Told> all) throws SQLException {
    now = asking.now();
    unsaid =
        asking.rows(
            WAIVED,
            row -> new Unsaid(row.getInt("service_id"), row.getString("gate"), Waiver.of(row)));
    all.stream()
        .map(told -> told.asOf(now))
        .forEach(
            told ->
                known.merge(
                    told.key(),
                    told,
                    (one, other) -> WORST_FIRST.compare(one, other) <= 0 ? one : other));
  }

  private static int rank(String verdict) {
    int rank = WORST.indexOf(verdict);
    return rank < 0 ? WORST.size() : rank;
  }

  /** On one commit of one service. */
  static Verdicts of(Asking asking, String service, String sha) throws SQLException {
    return new Verdicts(
        asking,
        asking.rows(
            SQL.formatted(
                "wanted AS (SELECT s.id AS service_id, CAST(? AS text) AS sha FROM service s"
                    + " WHERE s.key = ?)"),
            Verdicts::told,
            sha,
            service));
  }

  /** On the newest build of each branch of the services that are asked for. */
  static Verdicts ofBranches(Asking asking) throws SQLException {
    return new Verdicts(
        asking,
        asking.ofTeam(
            SQL.formatted(
                MatrixReader.NEWEST
                    + ", wanted AS (SELECT DISTINCT n.service_id, n.sha FROM newest_build n"
                    + " JOIN service s ON s.id = n.service_id WHERE {team} AND n.sha IS NOT NULL)"),
            Verdicts::told));
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        new Key(row.getInt("service_id"), row.getString("sha"), row.getString("gate")),
        row.getString("verdict"),
        Cells.known(row, "judged_at"),
        Cells.whole(row, "run_id"),
        Waiver.of(row),
        row.getString("url"));
  }

  /**
   * What came of a gate that a service has to pass. What has no data is waived only after all have
   * had their say, so that no waiver takes the place of a pass.
   */
  Gate gate(int service, String sha, String gate, String title) {
    Told told = known.get(new Key(service, sha, gate));
    Waiver waiver =
        told != null
            ? told.waiver()
            : unsaid.stream()
                .filter(one -> one.service() == service && one.gate().equals(gate))
                .findFirst()
                .map(Unsaid::waiver)
                .orElse(null);
    String verdict = told == null ? "missing" : told.verdict();
    boolean silent = verdict.equals("missing") || verdict.equals("no_data");
    return new Gate(
        gate,
        title,
        silent && waiver != null && waiver.holds(now) ? "waived" : verdict,
        told == null ? null : told.at(),
        told == null ? null : told.run(),
        GateMatrix.isOfWaiver(verdict) && waiver != null ? waiver.until() : null,
        GateMatrix.isOfWaiver(verdict) ? waiver : null,
        told == null ? null : told.url());
  }
}
