package io.throughline.metric;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The moments that a merge request went through, as the parts of its cycle time see them. A moment
 * that never came, or that is not known, is null.
 *
 * @param started first commit, or creation where that commit is too old to be believed; null
 *     without commits
 * @param ready the last change from draft to ready
 * @param seen the first response of another human, or the merge where nobody responded
 * @param responded whether anybody responded
 */
public record Journey(
    @Nullable Instant started,
    @Nullable Instant ready,
    @Nullable Instant seen,
    boolean responded,
    @Nullable Instant merged,
    @Nullable Instant deployed) {

  /** By the id of the merge request; ids that are not known are absent. */
  static Map<String, Journey> read(Connection connection, Collection<Long> mergeRequests)
      throws SQLException {
    Map<String, Journey> journeys = new LinkedHashMap<>();
    String ids = mergeRequests.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String sql =
        "SELECT mr.id, CASE WHEN mr.started_by <> 'no_commits' THEN mr.started_at END AS started,"
            + " mr.ready_at, coalesce(mr.first_response_at,"
            + " CASE WHEN mr.first_approval_at >= mr.ready_at THEN mr.first_approval_at END,"
            + " mr.merged_at) AS seen, mr.first_response_at IS NOT NULL AS responded,"
            + " mr.merged_at, mr.deployed_at FROM merge_request mr WHERE mr.id IN ("
            + ids
            + ")";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        journeys.put(
            rows.getString("id"),
            new Journey(
                Items.instant(rows, "started"),
                Items.instant(rows, "ready_at"),
                Items.instant(rows, "seen"),
                rows.getBoolean("responded"),
                Items.instant(rows, "merged_at"),
                Items.instant(rows, "deployed_at")));
      }
    }
    return journeys;
  }
}
