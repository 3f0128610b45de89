package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open items by the stage that they wait in. */
final class Ageing {
  /** Each stage of merge requests with the metric whose p90 says what is usual. */
  static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put("draft", "coding_time");
    STAGES.put("pickup", "pickup_time");
    STAGES.put("review", "review_time");
    STAGES.put("deploy", "deploy_time");
    STAGES.put("reaction", "review_reaction_time");
  }

  /**
   * Tickets in progress, and the metric whose p85, in working time, says what is usual for them.
   */
  static final String PROGRESS = "progress";

  static final String FLOW_TIME = "flow_time";

  /** Open merge requests and those that wait for their deployment, each in the one stage. */
  private static final String MERGE_REQUESTS =
      """
      SELECT CAST(mr.id AS text) AS subject, mr.id AS merge_request_id,
        CAST(NULL AS bigint) AS ticket_id, mr.project_id,
        mr.service_id, mr.author_id AS person_id, {at} AS at,
        CASE WHEN mr.in_scope THEN 'deploy' WHEN mr.draft THEN 'draft'
          WHEN mr.first_response_at IS NULL THEN 'pickup' ELSE 'review' END AS stage,
        CASE WHEN mr.in_scope THEN mr.merged_at WHEN mr.draft THEN mr.created_at
          WHEN mr.first_response_at IS NULL THEN mr.ready_at
          ELSE mr.first_response_at END AS since
      FROM merge_request mr
      WHERE (mr.in_scope AND mr.deployable AND NOT mr.is_cherry_pick AND mr.deployed_at IS NULL)
        OR (mr.state IN ('opened', 'locked') AND mr.into_tracked AND mr.author_class <> 'bot'
          AND NOT mr.is_back_merge AND NOT mr.is_version_bump)
      """;

  private static final String REQUESTS =
      """
      SELECT r.id AS subject, r.merge_request_id, CAST(NULL AS bigint) AS ticket_id, r.project_id,
        r.service_id,
        r.reviewer_id AS person_id, {at} AS at, 'reaction' AS stage, r.starts_at AS since
      FROM review_request r JOIN merge_request mr ON mr.id = r.merge_request_id
      WHERE r.counts AND r.answered_at IS NULL AND NOT r.withdrawn AND r.ended_at IS NULL
        AND NOT mr.draft AND mr.state IN ('opened', 'locked')
      """;

  /** Tickets in progress, since they were first: how long somebody has had them open. */
  private static final String TICKETS =
      """
      SELECT CAST(t.id AS text) AS subject, t.calendar_id, CAST(NULL AS bigint) AS merge_request_id,
        t.id AS ticket_id, CAST(NULL AS bigint) AS project_id,
        CAST(NULL AS integer) AS service_id, t.board_id, {at} AS at, 'progress' AS stage,
        t.started_at AS since, t.started_at, {at} AS ended_at
      FROM ticket t
      WHERE t.status_category = 'in_progress' AND t.started_at IS NOT NULL
        AND t.kind NOT IN ('subtask', 'epic', 'test')
      """;

  private static final String COLUMNS =
      "a.subject, a.merge_request_id, a.ticket_id, a.project_id, a.service_id, a.stage, a.since";

  private Ageing() {}

  /**
   * The statement; longest over its usual time first, then what has no usual time.
   *
   * @param usual in hours by stage; stages without one are absent
   * @param progress measures tickets in working time
   */
  static String sql(
      Slice slice, Instant now, Map<String, Double> usual, MetricDefinition progress, int limit) {
    String at = Slice.literal(now);
    StringBuilder expected = new StringBuilder("CASE o.stage");
    usual.forEach(
        (stage, hours) ->
            expected.append(String.format(Locale.ROOT, " WHEN '%s' THEN %.9f", stage, hours)));
    expected.append(
        usual.isEmpty() ? " WHEN '' THEN 0.0 END" : " ELSE CAST(NULL AS double precision) END");
    String age = "CAST(extract(epoch FROM (" + at + " - a.since)) AS double precision) / 3600.0";
    String worked = "a.v * " + ObservedValue.seconds(progress.unit()) + " / 3600.0";
    String changes = (MERGE_REQUESTS + " UNION ALL " + REQUESTS).replace("{at}", at);
    String rows =
        "SELECT "
            + COLUMNS
            + (", " + age + " AS age FROM (")
            + slice.attributed(changes, Attribute.PERSON)
            + ") a UNION ALL SELECT "
            + COLUMNS
            + (", " + worked + " AS age FROM (")
            + ObservedValue.of(
                progress,
                Clock.WORKING,
                slice.attributed(TICKETS.replace("{at}", at), Attribute.BOARD))
            + ") a";
    String order =
        " ORDER BY i.age / greatest(i.usual, 0.01) DESC NULLS LAST, i.age DESC NULLS LAST,"
            + " i.subject, i.stage";
    // Named are only those that are shown.
    String longest =
        "SELECT i.* FROM (SELECT o.subject, o.merge_request_id, o.ticket_id, o.project_id,"
            + " o.service_id, o.stage,"
            + (" o.since, o.age, " + expected + " AS usual FROM (")
            + rows
            + (") o WHERE o.since < " + at + ") i" + order + " LIMIT " + limit);
    return "SELECT i.*, m.iid, coalesce(m.title, t.key || ' ' || t.title) AS title,"
        + " coalesce(m.web_url, t.web_url) AS web_url, p.name AS project, s.key AS service FROM ("
        + longest
        + ") i LEFT JOIN merge_request m ON m.id = i.merge_request_id"
        + " LEFT JOIN ticket t ON t.id = i.ticket_id"
        + " LEFT JOIN project p ON p.id = i.project_id LEFT JOIN service s ON s.id = i.service_id"
        + order;
  }

  static List<AgeingItem> read(Connection connection, String sql) throws SQLException {
    List<AgeingItem> items = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Instant since = Items.instant(rows, "since");
        if (since == null) {
          throw new SQLException("an open item has no beginning");
        }
        String title = Items.title(rows, "merge_request");
        items.add(
            new AgeingItem(
                rows.getString("subject"),
                title == null ? "" : title,
                rows.getString("web_url"),
                rows.getString("project"),
                rows.getString("service"),
                rows.getString("stage"),
                since,
                rows.getDouble("age"),
                usual(rows)));
      }
    }
    return List.copyOf(items);
  }

  private static @Nullable Double usual(ResultSet rows) throws SQLException {
    double hours = rows.getDouble("usual");
    return rows.wasNull() ? null : hours;
  }
}
