package io.throughline.evidenced;

import io.throughline.evidenced.ReleasedLoad.Transaction;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the load test of the last release measured. */
final class ReleaseReader {
  /**
   * The newest that arrived and was load tested, whether that was told before or after. What is
   * asked for is no release before itself.
   */
  private static final String RELEASE =
      """
      SELECT p.sha, p.arrived_at, min(b.p95) AS p95,
             CASE WHEN count(DISTINCT coalesce(b.users, -1)) = 1 THEN max(b.users) END AS users,
             CASE WHEN count(DISTINCT coalesce(b.load_window, '')) = 1 THEN max(b.load_window) END
               AS load_window
      FROM shipped p
      JOIN service s ON s.id = p.service_id
      JOIN build_report b ON b.service_id = p.service_id AND b.sha = p.sha AND b.kind = 'load'
      WHERE s.key = ? AND p.sha <> coalesce(CAST(? AS text), '') AND p.arrived_at <= {now}
        AND b.last_of_commit
      GROUP BY p.id, p.sha, p.arrived_at
      ORDER BY p.arrived_at DESC, p.id DESC
      LIMIT 1
      """;

  private static final String TRANSACTIONS =
      """
      SELECT t.name, min(t.p95) AS p95
      FROM build_report b
      JOIN service s ON s.id = b.service_id
      JOIN fact_report_transaction t ON t.report_id = b.id
      WHERE s.key = ? AND b.sha = ? AND b.kind = 'load' AND b.last_of_commit AND t.p95 IS NOT NULL
      GROUP BY t.name
      ORDER BY t.name
      """;

  private record Release(
      String sha,
      Instant at,
      @Nullable Double p95,
      @Nullable Integer users,
      @Nullable String window) {}

  private final Asking asking;
  private final String service;
  private final @Nullable String commit;

  /**
   * @param commit that is built; null when nobody said
   */
  ReleaseReader(Asking asking, String service, @Nullable String commit) {
    this.asking = asking;
    this.service = service;
    this.commit = commit;
  }

  ReleasedLoad read() throws SQLException {
    List<Release> found =
        asking.rows(
            RELEASE,
            row -> {
              Long users = Cells.whole(row, "users");
              return new Release(
                  row.getString("sha"),
                  Cells.known(row, "arrived_at"),
                  Cells.number(row, "p95"),
                  users == null ? null : Math.toIntExact(users),
                  row.getString("load_window"));
            },
            service,
            commit);
    if (found.isEmpty()) {
      return new ReleasedLoad(service, null, null, null, null, null, List.of());
    }
    Release last = found.getFirst();
    List<Transaction> transactions =
        asking.rows(
            TRANSACTIONS,
            row -> new Transaction(row.getString("name"), row.getDouble("p95")),
            service,
            last.sha());
    return new ReleasedLoad(
        service, last.sha(), last.at(), last.p95(), last.users(), last.window(), transactions);
  }
}
