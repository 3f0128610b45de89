package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.running.IncidentDetail.Moment;
import io.throughline.running.IncidentDetail.Telling;
import io.throughline.running.Incidents.Happened;
import io.throughline.warehouse.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads incidents. */
final class IncidentReader {
  /** When it is listed: when it began, else when it ended. */
  private static final String AT = "coalesce(i.triggered_at, i.resolved_at)";

  private static final String COLUMNS =
      """
      SELECT i.*, s.key AS service_key, s.name AS service_name, x.deployment_id, x.why,
      """
          + AT
          + " AS listed_at\n"
          + """
          FROM production_incident i
          LEFT JOIN service s ON s.id = i.service_id
          LEFT JOIN deployment_incident x ON x.incident_id = i.id
          """;

  private static final String LIST =
      COLUMNS
          + """
          WHERE %1$s >= ? AND %1$s < ?
            AND (CAST(? AS text) IS NULL OR i.origin = ?)
            AND (CAST(? AS text) IS NULL OR s.key = ?)
            AND (CAST(? AS text) IS NULL
                 OR EXISTS (
                   SELECT 1 FROM team_service ts JOIN team tm ON tm.id = ts.team_id
                   WHERE tm.key = ? AND ts.service_id = i.service_id
                     AND ts.starts_at <= %1$s AND ts.ends_at > %1$s)
                 OR EXISTS (
                   SELECT 1 FROM team_board tb JOIN team tm ON tm.id = tb.team_id
                   WHERE tm.key = ? AND i.service_id IS NULL AND tb.board_id = i.board_id
                     AND tb.starts_at <= %1$s AND tb.ends_at > %1$s))
            AND (%1$s < ? OR (%1$s = ? AND i.id < ?))
          ORDER BY %1$s DESC, i.id DESC
          LIMIT ?
          """
              .formatted(AT);

  private static final String TELLINGS =
      """
      SELECT p.part_id, p.kind, coalesce(o.key, '') AS source, j.name AS project, p.why,
             p.triggered_at, p.resolved_at, coalesce(f.number, t.key) AS number,
             coalesce(f.title, t.title, j.name) AS title,
             coalesce(f.web_url, t.web_url, j.web_url) AS web_url
      FROM production_incident_part p
      LEFT JOIN source o ON o.id = p.source_id
      LEFT JOIN project j ON j.id = p.project_id
      LEFT JOIN fact_incident f ON p.kind = 'incident' AND f.id = p.part_id
      LEFT JOIN ticket t ON p.kind = 'ticket' AND t.id = p.part_id
      WHERE p.incident_id = ?
      ORDER BY p.triggered_at NULLS LAST, p.part_id
      """;

  private static final String MOMENTS =
      """
      SELECT e."at" AS happened_at, e.kind, o.key AS source, e.detail
      FROM production_incident_part p
      JOIN fact_incident_event e ON e.incident_id = p.part_id
      LEFT JOIN source o ON o.id = p.source_id
      WHERE p.incident_id = ? AND p.kind = 'incident'
      ORDER BY e."at", e.key
      """;

  private final Asking asking;

  IncidentReader(Asking asking) {
    this.asking = asking;
  }

  private record Listed(Instant at, Happened happened) {}

  Incidents list(Selected selected) throws SQLException {
    Cursor cursor = Cursor.of(selected.cursor(), selected.to());
    List<Listed> found =
        asking.rows(
            LIST,
            row -> new Listed(Cells.known(row, "listed_at"), happened(row)),
            selected.from(),
            selected.to(),
            selected.word(),
            selected.word(),
            selected.service(),
            selected.service(),
            selected.team(),
            selected.team(),
            selected.team(),
            cursor.at(),
            cursor.at(),
            cursor.id(),
            selected.limit() + 1);
    boolean more = found.size() > selected.limit();
    List<Listed> page = more ? found.subList(0, selected.limit()) : found;
    return new Incidents(
        page.stream().map(Listed::happened).toList(),
        more ? new Cursor(page.getLast().at(), page.getLast().happened().id()).text() : null);
  }

  Optional<IncidentDetail> detail(long id) throws SQLException {
    Optional<Happened> happened =
        asking.rows(COLUMNS + "WHERE i.id = ?", IncidentReader::happened, id).stream().findFirst();
    if (happened.isEmpty()) {
      return Optional.empty();
    }
    Long deployment = happened.get().deployment();
    return Optional.of(
        new IncidentDetail(
            happened.get(),
            asking.rows(TELLINGS, IncidentReader::telling, id),
            asking.rows(
                MOMENTS,
                row ->
                    new Moment(
                        Cells.known(row, "happened_at"),
                        row.getString("kind"),
                        row.getString("source"),
                        row.getString("detail")),
                id),
            deployment == null ? null : new DeploymentReader(asking).one(deployment).orElse(null)));
  }

  private static Happened happened(ResultSet row) throws SQLException {
    Long severity = Cells.whole(row, "severity");
    Long tellings = Cells.whole(row, "tellings");
    return new Happened(
        row.getLong("id"),
        row.getString("service_key"),
        row.getString("service_name"),
        row.getString("number"),
        row.getString("title"),
        row.getString("origin"),
        severity == null ? null : Math.toIntExact(severity),
        Cells.instant(row, "triggered_at"),
        Cells.instant(row, "acknowledged_at"),
        Cells.instant(row, "resolved_at"),
        row.getString("cause"),
        row.getString("gate"),
        row.getBoolean("counted"),
        row.getBoolean("timed"),
        tellings == null ? 1 : Math.toIntExact(tellings),
        Cells.whole(row, "deployment_id"),
        row.getString("why"),
        row.getString("web_url"));
  }

  private static Telling telling(ResultSet row) throws SQLException {
    return new Telling(
        row.getLong("part_id"),
        row.getString("kind"),
        row.getString("source"),
        row.getString("project"),
        row.getString("why"),
        Cells.instant(row, "triggered_at"),
        Cells.instant(row, "resolved_at"),
        row.getString("number"),
        row.getString("title"),
        row.getString("web_url"));
  }
}
