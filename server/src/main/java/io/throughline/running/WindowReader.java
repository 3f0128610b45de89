package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.running.DeploymentDetail.Window;
import io.throughline.source.gitops.SyncWindow;
import java.sql.SQLException;
import java.util.List;

/** Reads which windows of time applications have now. */
final class WindowReader {
  /** Of each application the last look at its windows; one at which nobody looked is left out. */
  private static final String LAST =
      """
      SELECT s.key AS service, s.name AS service_name, coalesce(p.name, p.path) AS application,
             l.windows
      FROM (
        SELECT g.project_id, g.windows,
               row_number() OVER (
                 PARTITION BY g.project_id ORDER BY g.seen_at DESC NULLS LAST, g.id DESC) AS place
        FROM fact_gitops_application g
        WHERE g.windows IS NOT NULL) l
      JOIN project p ON p.id = l.project_id
      JOIN service s ON s.id = p.service_id
      WHERE l.place = 1 AND NOT coalesce(p.deleted, FALSE)
      ORDER BY s.name, s.key, application
      """;

  private final Asking asking;

  WindowReader(Asking asking) {
    this.asking = asking;
  }

  List<ApplicationWindows> read() throws SQLException {
    return asking.rows(
        LAST,
        row ->
            new ApplicationWindows(
                row.getString("service"),
                row.getString("service_name"),
                row.getString("application"),
                SyncWindow.parse(row.getString("windows")).stream()
                    .map(
                        w ->
                            new Window(
                                w.kind(), w.schedule(), w.duration(), w.zone(), w.byHand(), true))
                    .toList()));
  }
}
