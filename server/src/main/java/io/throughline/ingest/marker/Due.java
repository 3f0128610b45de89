package io.throughline.ingest.marker;

import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.sql.Cells;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that came to production, be it that it was taken back since, and an entity of its
 * service at which it is to be noted.
 *
 * @param deployment id of the deployment
 * @param entity id of the project that the entity is here
 * @param guid by which the monitoring system knows the entity
 * @param version tag, digest or short commit
 * @param sha commit of the application; null where it is not known
 * @param kind {@code change} or {@code rollback}
 * @param endedAt when it was running
 * @param webUrl where people read of it; null where nowhere
 * @param known whether a note of ours is there already
 * @param parts ids of its parts. A deployment has the id of its first part, and so gets another one
 *     when an earlier part becomes known
 */
record Due(
    long deployment,
    long entity,
    String guid,
    String version,
    @Nullable String sha,
    String kind,
    Instant endedAt,
    @Nullable String webUrl,
    boolean known,
    List<Long> parts) {
  /** So many that beside all those that a book keeps there is room for new ones. */
  private static final int MOST = 2 * NoteBook.MOST;

  /**
   * What ran whole has an end of its run, be it far off, and whatever became of it. An entity that
   * was measured only outside of production is none of what was deployed.
   */
  private static final String SQL =
      """
      SELECT d.id, p.id, f.alias, coalesce(d.version, substr(d.sha, 1, 8), substr(d.gitops_sha, 1, 8)),
             d.sha, d.kind, d.ended_at, d.web_url,
             EXISTS (
               SELECT 1 FROM fact_deployment_marker m
               WHERE m.project_id = p.id AND m.ours
                 AND m."at" > d.ended_at - INTERVAL '1 second'
                 AND m."at" < d.ended_at + INTERVAL '1 second'),
             (SELECT string_agg(CAST(x.part_id AS text), ' ') FROM production_deployment_part x
              WHERE x.deployment_id = d.id)
      FROM production_deployment d
      JOIN project p ON p.service_id = d.service_id AND p.source_id = ?
      JOIN fact_project f ON f.id = p.id
      WHERE d.ends_at IS NOT NULL AND d.kind <> 'config' AND d.ended_at > ? AND d.ended_at <= ?
        AND f.alias IS NOT NULL AND NOT coalesce(p.deleted, FALSE)
        AND coalesce(d.version, d.sha, d.gitops_sha) IS NOT NULL
        AND (EXISTS (SELECT 1 FROM service_hour h WHERE h.project_id = p.id AND h.is_production)
          OR NOT EXISTS (SELECT 1 FROM service_hour h WHERE h.project_id = p.id))
      ORDER BY d.ended_at, d.id, p.id
      LIMIT %d
      """
          .formatted(MOST);

  /**
   * Those that ended in a stretch of time, oldest first, bounded.
   *
   * @param source number of the source whose entities they are
   * @param after exclusive
   */
  static List<Due> find(Warehouse warehouse, int source, Instant after, Instant until) {
    return warehouse.query(
        connection -> {
          List<Due> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, source);
            Cells.set(statement, 2, after);
            Cells.set(statement, 3, until);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Due(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        Cells.known(row, "ended_at"),
                        row.getString(8),
                        row.getBoolean(9),
                        ids(row.getString(10))));
              }
            }
          }
          return found;
        });
  }

  private static List<Long> ids(@Nullable String text) {
    return text == null ? List.of() : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }
}
