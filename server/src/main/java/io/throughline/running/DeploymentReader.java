package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.running.DeploymentDetail.Analysis;
import io.throughline.running.DeploymentDetail.Blamed;
import io.throughline.running.DeploymentDetail.Change;
import io.throughline.running.DeploymentDetail.Gate;
import io.throughline.running.DeploymentDetail.Part;
import io.throughline.running.DeploymentDetail.Window;
import io.throughline.running.Deployments.Deployed;
import io.throughline.source.gitops.SyncWindow;
import io.throughline.warehouse.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads deployments to production. */
final class DeploymentReader {
  /** When it is listed: when it began, else when it ended. */
  private static final String AT = "coalesce(d.started_at, d.ended_at)";

  private static final String COLUMNS =
      """
      SELECT d.*, s.key AS service_key, s.name AS service_name,
             CASE WHEN d.failed THEN 'failed'
                  WHEN d.status = 'in_progress' OR d.settled_at > {now} THEN 'pending'
                  WHEN d.failed IS NULL THEN 'pending'
                  ELSE 'good' END AS outcome,
             coalesce(d.final_at > {now}, TRUE) AS provisional,
      """
          + AT
          + " AS listed_at\n"
          + "FROM production_deployment d\n"
          + "LEFT JOIN service s ON s.id = d.service_id\n";

  private static final String LIST =
      COLUMNS
          + """
          WHERE %1$s >= ? AND %1$s < ?
            AND (CAST(? AS text) IS NULL OR d.status = ?)
            AND (CAST(? AS text) IS NULL OR s.key = ?)
            AND (CAST(? AS text) IS NULL OR EXISTS (
              SELECT 1 FROM team_service ts JOIN team tm ON tm.id = ts.team_id
              WHERE tm.key = ? AND ts.service_id = d.service_id
                AND ts.starts_at <= %1$s AND ts.ends_at > %1$s))
            AND (%1$s < ? OR (%1$s = ? AND d.id < ?))
          ORDER BY %1$s DESC, d.id DESC
          LIMIT ?
          """
              .formatted(AT);

  private static final String PARTS =
      """
      SELECT cluster, status, started_at, ended_at, web_url
      FROM production_deployment_part
      WHERE deployment_id = ?
      ORDER BY started_at NULLS LAST, cluster NULLS LAST, part_id
      """;

  private static final String CHANGES =
      """
      SELECT '!' || m.iid AS reference, m.title, c.started_at, m.merged_at, m.web_url
      FROM production_change c
      JOIN merge_request m ON m.id = c.merge_request_id
      WHERE c.deployment_id = ?
      ORDER BY m.merged_at, m.id
      """;

  private static final String GITOPS =
      """
      SELECT substr(g.sha, 1, 8) AS reference,
             coalesce(g.image || ' ', '') || coalesce(g.from_version || ' → ', '')
               || coalesce(g.to_version, '') AS title,
             CAST(NULL AS TIMESTAMP) AS started_at, g.committed_at AS merged_at, g.web_url
      FROM fact_gitops_change g
      WHERE g.id = ?
      """;

  private static final String SHIPPED =
      """
      SELECT h.id FROM shipped h
      WHERE h.service_id = ? AND h.sha = ?
      ORDER BY CASE WHEN h.id = ? THEN 0 ELSE 1 END, h.arrived_at DESC, h.id
      LIMIT 1
      """;

  private static final String GATES =
      """
      SELECT g.gate, g.title, g.verdict, g.run_id
      FROM shipped_gate g
      WHERE g.shipped_id = ?
      ORDER BY g.place
      """;

  private static final String INCIDENTS =
      """
      SELECT i.id, i.number, i.title, i.severity, i.triggered_at, i.resolved_at, i.web_url, x.why
      FROM deployment_incident x
      JOIN production_incident i ON i.id = x.incident_id
      WHERE x.deployment_id = ?
      ORDER BY i.triggered_at NULLS LAST, i.id
      """;

  private static final String ANALYSES =
      """
      SELECT a.key, a.phase, a.step, a.started_at, a.finished_at, a.metrics, a.message
      FROM fact_analysis_run a
      JOIN (
        SELECT DISTINCT r.id
        FROM production_deployment_part p
        JOIN fact_rollout r ON r.project_id = p.project_id
          AND r.started_at >= p.started_at - INTERVAL '5 minutes'
          AND r.started_at <= coalesce(p.ended_at, {now}) + INTERVAL '5 minutes'
        WHERE p.deployment_id = ?) r ON r.id = a.rollout_id
      ORDER BY a.started_at NULLS LAST, a.key
      """;

  /**
   * Of each application the last look before it began; where there was none, the first one after.
   */
  private static final String WINDOWS =
      """
      SELECT DISTINCT l.windows, l.known_then
      FROM (
        SELECT g.windows, g.seen_at <= d.at AS known_then,
               row_number() OVER (
                 PARTITION BY g.project_id
                 ORDER BY CASE WHEN g.seen_at <= d.at THEN g.seen_at END DESC NULLS LAST,
                          g.seen_at, g.id) AS place
        FROM fact_gitops_application g
        JOIN (
          SELECT DISTINCT p.project_id, coalesce(x.started_at, x.ended_at) AS at
          FROM production_deployment_part p
          JOIN production_deployment x ON x.id = p.deployment_id
          WHERE p.deployment_id = ?) d ON d.project_id = g.project_id
        WHERE g.windows IS NOT NULL AND g.seen_at IS NOT NULL AND d.at IS NOT NULL) l
      WHERE l.place = 1 AND l.windows <> ''
      ORDER BY l.windows, l.known_then
      """;

  private final Asking asking;

  DeploymentReader(Asking asking) {
    this.asking = asking;
  }

  Deployments list(Selected selected) throws SQLException {
    Cursor cursor = Cursor.of(selected.cursor(), selected.to());
    List<Listed> found =
        asking.rows(
            LIST,
            row -> new Listed(Cells.known(row, "listed_at"), deployed(row)),
            selected.from(),
            selected.to(),
            selected.word(),
            selected.word(),
            selected.service(),
            selected.service(),
            selected.team(),
            selected.team(),
            cursor.at(),
            cursor.at(),
            cursor.id(),
            selected.limit() + 1);
    boolean more = found.size() > selected.limit();
    List<Listed> page = more ? found.subList(0, selected.limit()) : found;
    return new Deployments(
        page.stream().map(Listed::deployed).toList(),
        more ? new Cursor(page.getLast().at(), page.getLast().deployed().id()).text() : null);
  }

  /** One deployment as lists show it. */
  Optional<Deployed> one(long id) throws SQLException {
    return asking.rows(COLUMNS + "WHERE d.id = ?", DeploymentReader::deployed, id).stream()
        .findFirst();
  }

  Optional<DeploymentDetail> detail(long id) throws SQLException {
    Optional<More> more =
        asking.rows(COLUMNS + "WHERE d.id = ?", row -> new More(deployed(row), row), id).stream()
            .findFirst();
    if (more.isEmpty()) {
      return Optional.empty();
    }
    More found = more.get();
    List<Change> gitops = asking.rows(GITOPS, DeploymentReader::change, found.gitopsChange);
    return Optional.of(
        new DeploymentDetail(
            found.deployed,
            gitops.isEmpty() ? found.commit() : gitops.getFirst(),
            found.paused,
            found.hotfixOf,
            found.restoredBy,
            found.detectedAt,
            asking.rows(PARTS, DeploymentReader::part, id),
            asking.rows(CHANGES, DeploymentReader::change, id),
            gates(found, id),
            asking.rows(INCIDENTS, DeploymentReader::blamed, id),
            asking.rows(ANALYSES, DeploymentReader::analysis, id),
            windows(id)));
  }

  private List<Window> windows(long id) throws SQLException {
    return asking
        .rows(
            WINDOWS,
            row -> {
              boolean then = row.getBoolean("known_then");
              return SyncWindow.parse(row.getString("windows")).stream()
                  .map(
                      w ->
                          new Window(
                              w.kind(), w.schedule(), w.duration(), w.zone(), w.byHand(), then))
                  .toList();
            },
            id)
        .stream()
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** Of what was shipped of this commit, what was known when this deployment ended. */
  private List<Gate> gates(More found, long id) throws SQLException {
    List<Long> shipped =
        asking.rows(
            SHIPPED, row -> row.getLong("id"), found.serviceId, found.deployed.commit(), id);
    if (shipped.isEmpty()) {
      return List.of();
    }
    return asking.rows(
        GATES,
        row ->
            new Gate(
                row.getString("gate"),
                row.getString("title"),
                row.getString("verdict"),
                Cells.whole(row, "run_id")),
        shipped.getFirst());
  }

  private record Listed(Instant at, Deployed deployed) {}

  /** What only the page of one deployment shows of its row. */
  private static final class More {
    private final Deployed deployed;
    private final @Nullable Long serviceId;
    private final @Nullable String gitopsSha;
    private final @Nullable Long gitopsChange;
    private final @Nullable Double paused;
    private final @Nullable Long hotfixOf;
    private final @Nullable Long restoredBy;
    private final @Nullable Instant detectedAt;

    More(Deployed deployed, ResultSet row) throws SQLException {
      this.deployed = deployed;
      this.serviceId = Cells.whole(row, "service_id");
      this.gitopsSha = row.getString("gitops_sha");
      this.gitopsChange = Cells.whole(row, "gitops_change_id");
      this.paused = Cells.number(row, "paused_seconds");
      this.hotfixOf = Cells.whole(row, "hotfix_of");
      this.restoredBy = Cells.whole(row, "restored_by_id");
      this.detectedAt = Cells.instant(row, "detected_at");
    }

    /** The commit alone, where what it changed was not read. */
    private @Nullable Change commit() {
      return gitopsSha == null
          ? null
          : new Change(
              gitopsSha.substring(0, Math.min(8, gitopsSha.length())), null, null, null, null);
    }
  }

  static Deployed deployed(ResultSet row) throws SQLException {
    Long changes = Cells.whole(row, "changes");
    Long places = Cells.whole(row, "places");
    return new Deployed(
        row.getLong("id"),
        row.getString("service_key"),
        row.getString("service_name"),
        Objects.requireNonNullElse(row.getString("environment"), "production"),
        Objects.requireNonNullElse(row.getString("kind"), "change"),
        Objects.requireNonNullElse(row.getString("status"), "in_progress"),
        row.getString("outcome"),
        row.getString("failed_by"),
        row.getBoolean("provisional"),
        row.getBoolean("is_rework"),
        row.getString("version"),
        row.getString("sha"),
        row.getString("via"),
        row.getString("strategy"),
        truth(row, "analysed"),
        row.getString("made_by"),
        truth(row, "by_hand"),
        places == null ? 1 : Math.toIntExact(places),
        changes == null ? null : Math.toIntExact(changes),
        Cells.instant(row, "started_at"),
        Cells.instant(row, "healthy_at"),
        Cells.instant(row, "ended_at"),
        Cells.instant(row, "restored_at"),
        row.getString("web_url"));
  }

  private static @Nullable Boolean truth(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(
        row.getString("cluster"),
        row.getString("status"),
        Cells.instant(row, "started_at"),
        Cells.instant(row, "ended_at"),
        row.getString("web_url"));
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getString("reference"),
        row.getString("title"),
        Cells.instant(row, "started_at"),
        Cells.instant(row, "merged_at"),
        row.getString("web_url"));
  }

  private static Blamed blamed(ResultSet row) throws SQLException {
    Long severity = Cells.whole(row, "severity");
    return new Blamed(
        row.getLong("id"),
        row.getString("number"),
        row.getString("title"),
        severity == null ? null : Math.toIntExact(severity),
        Cells.instant(row, "triggered_at"),
        Cells.instant(row, "resolved_at"),
        row.getString("why"),
        row.getString("web_url"));
  }

  private static Analysis analysis(ResultSet row) throws SQLException {
    Long step = Cells.whole(row, "step");
    return new Analysis(
        row.getString("key"),
        row.getString("phase"),
        step == null ? null : Math.toIntExact(step),
        Cells.instant(row, "started_at"),
        Cells.instant(row, "finished_at"),
        row.getString("metrics"),
        row.getString("message"));
  }
}
