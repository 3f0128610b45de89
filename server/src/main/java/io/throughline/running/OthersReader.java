package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts as other tools do (METRICS 2.0), so that a number which differs can be explained. Their
 * definitions are read from public documentation and source.
 */
final class OthersReader {
  private static final Pattern MARK = Pattern.compile("\\{owned:(\\w+):([^}]+)}");

  /** Whose service it was when it ended. */
  private static final String OWNED =
      """
      (CAST(? AS text) IS NULL OR EXISTS (
        SELECT 1 FROM team_service ts JOIN team tm ON tm.id = ts.team_id
        WHERE tm.key = ? AND ts.service_id = %1$s.service_id
          AND ts.starts_at <= %2$s AND ts.ends_at > %2$s))
      """;

  /**
   * GitLab divides every telling of an incident by the deployments of the same days. Four Keys
   * counts each change of a blamed deployment. Apache DevLake blames the latest successful
   * deployment before an incident, however long before, and leaves failed ones out. Middleware
   * blames a deployment for every incident up to the next one, be it that one of them failed.
   *
   * <p>Deployments and incidents of a service are laid side by side in time and numbered, since
   * looking for the latest deployment of each incident compares each with each. What was deployed
   * before the range can be left out: it is not counted, whatever it is blamed for.
   */
  private static final String FAILURES =
      """
      WITH d AS (
        SELECT p.id, p.service_id, p.status, p.changes
        FROM production_deployment p
        WHERE p.ended_at >= ? AND p.ended_at < ? AND p.service_id IS NOT NULL AND {owned:p:p.ended_at}
      ), own AS (SELECT DISTINCT service_id FROM d), i AS (
        SELECT n.id, n.service_id, n.triggered_at, n.tellings
        FROM production_incident n JOIN own o ON o.service_id = n.service_id
        WHERE n.triggered_at >= ? AND n.triggered_at < ? AND {owned:n:n.triggered_at}
      ), happened AS (
        SELECT p.service_id, p.ended_at AS happened_at, 0 AS later, p.id,
               CASE WHEN p.status IN ('succeeded', 'rolled_back') THEN 1 ELSE 0 END AS good,
               CAST(NULL AS timestamp) AS triggered_at
        FROM production_deployment p JOIN own o ON o.service_id = p.service_id
        WHERE p.ended_at >= ? AND p.ended_at < ?
        UNION ALL
        SELECT i.service_id, i.triggered_at, 1, i.id, 0, i.triggered_at FROM i
      ), placed AS (
        SELECT h.*,
               sum(h.good) OVER (PARTITION BY h.service_id ORDER BY h.happened_at, h.later, h.id
                                 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth,
               min(h.triggered_at) OVER (PARTITION BY h.service_id ORDER BY h.happened_at, h.later, h.id
                                         ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_at,
               min(CASE WHEN h.later = 0 THEN h.happened_at END)
                 OVER (PARTITION BY h.service_id ORDER BY h.happened_at, h.later, h.id
                       ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS replaced_at
        FROM happened h
      ), latest AS (SELECT DISTINCT service_id, nth FROM placed WHERE later = 1)
      SELECT (SELECT count(*) FROM d) AS deployments,
             (SELECT count(*) FROM d WHERE d.status IN ('succeeded', 'rolled_back')) AS successful,
             (SELECT sum(i.tellings) FROM i) AS told,
             (SELECT sum(greatest(1, coalesce(d.changes, 0)))
              FROM deployment_incident x JOIN d ON d.id = x.deployment_id) AS rows_of_changes,
             (SELECT count(*)
              FROM latest l
              JOIN placed g ON g.service_id = l.service_id AND g.nth = l.nth AND g.good = 1
              JOIN d ON d.id = g.id) AS blamed,
             (SELECT count(*)
              FROM placed f JOIN d ON d.id = f.id
              WHERE f.later = 0 AND f.next_at IS NOT NULL
                AND (f.replaced_at IS NULL OR f.next_at < f.replaced_at)) AS followed
      """;

  /**
   * GitLab begins at the merge. Swarmia and others take the mean. LinearB adds the mean of each
   * phase. Apache DevLake takes the lower median, and a part that is missing is 0, so that a change
   * which was never deployed has a time.
   */
  private static final String TIMES =
      """
      WITH m AS (
        SELECT r.*, extract(epoch FROM (r.deployed_at - r.started_at)) / 3600.0 AS whole,
               extract(epoch FROM (r.ready_at - r.started_at)) / 3600.0 AS coding,
               extract(epoch FROM (r.first_response_at - r.ready_at)) / 3600.0 AS pickup,
               extract(epoch FROM (r.merged_at - r.first_response_at)) / 3600.0 AS review,
               extract(epoch FROM (r.deployed_at - r.merged_at)) / 3600.0 AS deploy
        FROM merge_request r
        WHERE r.in_scope AND NOT r.is_cherry_pick AND r.service_id IS NOT NULL
          AND coalesce(r.deployed_at, r.merged_at) >= ? AND coalesce(r.deployed_at, r.merged_at) < ?
          AND {owned:r:coalesce(r.deployed_at, r.merged_at)}
      )
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY m.deploy)
               FILTER (WHERE m.deployed_at IS NOT NULL) AS gitlab,
             avg(m.whole) FILTER (WHERE m.deployed_at IS NOT NULL) AS swarmia,
             avg(m.coding) FILTER (WHERE m.deployed_at IS NOT NULL AND m.coding >= 0)
               + avg(m.pickup) FILTER (WHERE m.deployed_at IS NOT NULL AND m.pickup >= 0)
               + avg(m.review) FILTER (WHERE m.deployed_at IS NOT NULL AND m.review >= 0)
               + avg(m.deploy) FILTER (WHERE m.deployed_at IS NOT NULL) AS linearb,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM (m.created_at - least(m.started_at, m.created_at))) / 3600.0
                             + extract(epoch FROM (m.merged_at - m.created_at)) / 3600.0
                             + coalesce(m.deploy, 0)) AS devlake
      FROM m
      """;

  /**
   * GitLab: how long each telling was open. Four Keys: from the blamed deployment, where it is
   * earlier.
   */
  private static final String RECOVERIES =
      """
      WITH i AS (
        SELECT n.*, d.ended_at AS blamed_at
        FROM production_incident n
        LEFT JOIN deployment_incident x ON x.incident_id = n.id
        LEFT JOIN production_deployment d ON d.id = x.deployment_id
        WHERE n.resolved_at >= ? AND n.resolved_at < ? AND n.triggered_at IS NOT NULL
          AND n.service_id IS NOT NULL AND {owned:n:n.resolved_at}
      )
      SELECT (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM (p.resolved_at - p.triggered_at)) / 3600.0)
              FROM production_incident_part p JOIN i ON i.id = p.incident_id
              WHERE p.resolved_at >= p.triggered_at) AS gitlab,
             (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM (i.resolved_at - least(coalesce(i.blamed_at, i.triggered_at), i.triggered_at))) / 3600.0) FROM i) AS fourkeys,
             (SELECT avg(extract(epoch FROM (i.resolved_at - i.triggered_at)) / 3600.0) FROM i) AS knowhow
      """;

  private final Asking asking;
  private final Selected selected;

  OthersReader(Asking asking, Selected selected) {
    this.asking = asking;
    this.selected = selected;
  }

  private record Failures(
      double deployments,
      double successful,
      @Nullable Double told,
      @Nullable Double rows,
      double blamed,
      double followed) {}

  private record Four(
      @Nullable Double first,
      @Nullable Double second,
      @Nullable Double third,
      @Nullable Double fourth) {}

  List<OtherCount> read() throws SQLException {
    Failures f =
        asking
            .rows(
                owned(FAILURES),
                row ->
                    new Failures(
                        row.getDouble("deployments"),
                        row.getDouble("successful"),
                        Cells.number(row, "told"),
                        Cells.number(row, "rows_of_changes"),
                        row.getDouble("blamed"),
                        row.getDouble("followed")),
                selected.from(),
                selected.to(),
                selected.team(),
                selected.team(),
                selected.from(),
                selected.to(),
                selected.team(),
                selected.team(),
                selected.from(),
                selected.to())
            .getFirst();
    Four times = four(TIMES, "gitlab", "swarmia", "linearb", "devlake");
    Four recoveries = four(RECOVERIES, "gitlab", "fourkeys", "knowhow", null);
    double days = Math.max(1, Duration.between(selected.from(), selected.to()).toDays());
    return List.of(
        new OtherCount(
            "GitLab", "change_failure_rate", share(f.told(), f.deployments()), "percent"),
        new OtherCount(
            "Four Keys", "change_failure_rate", share(f.rows(), f.deployments()), "percent"),
        new OtherCount(
            "DevLake", "change_failure_rate", share(f.blamed(), f.successful()), "percent"),
        new OtherCount(
            "Middleware", "change_failure_rate", share(f.followed(), f.deployments()), "percent"),
        new OtherCount("GitLab", "change_lead_time", times.first(), "hours"),
        new OtherCount("Swarmia", "change_lead_time", times.second(), "hours"),
        new OtherCount("LinearB", "change_lead_time", times.third(), "hours"),
        new OtherCount("DevLake", "change_lead_time", times.fourth(), "hours"),
        new OtherCount("GitLab", "failed_deployment_recovery_time", recoveries.first(), "hours"),
        new OtherCount(
            "Four Keys", "failed_deployment_recovery_time", recoveries.second(), "hours"),
        new OtherCount("KnowHOW", "failed_deployment_recovery_time", recoveries.third(), "hours"),
        new OtherCount(
            "GitLab",
            "deployment_frequency",
            f.deployments() == 0 ? null : Double.valueOf(f.successful() / days),
            "per_day"));
  }

  private Four four(String sql, String first, String second, String third, @Nullable String fourth)
      throws SQLException {
    return asking
        .rows(
            owned(sql),
            row ->
                new Four(
                    Cells.number(row, first),
                    Cells.number(row, second),
                    Cells.number(row, third),
                    fourth == null ? null : Cells.number(row, fourth)),
            selected.from(),
            selected.to(),
            selected.team(),
            selected.team())
        .getFirst();
  }

  /**
   * {@code {owned:p:p.ended_at}} is that the team owned the service of {@code p} at that moment.
   */
  private static String owned(String sql) {
    return MARK.matcher(sql)
        .replaceAll(
            mark -> Matcher.quoteReplacement(OWNED.formatted(mark.group(1), mark.group(2))));
  }

  private static @Nullable Double share(@Nullable Double part, double whole) {
    return whole == 0 ? null : Double.valueOf(100 * (part == null ? 0 : part) / whole);
  }
}
