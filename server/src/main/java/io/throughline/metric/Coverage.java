package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The population of a metric's coverage, attributed as the metric's own observations are: merge
 * requests by their merge, pipelines by their end, tickets by their completion or by the closing of
 * the sprint that they were in.
 */
record Coverage(String of, String among, String when, Attribute attribute) {
  static @Nullable Coverage of(MetricDefinition definition) {
    String of = definition.coverageOf();
    String when = definition.coveredWhen();
    if (of == null || when == null) {
      return null;
    }
    String among = definition.coverageAmong();
    return new Coverage(of, among == null ? "TRUE" : among, when, definition.attribute());
  }

  /** Rows of a ratio: covered out of 1. */
  Selection selection() {
    Map<String, String> columns = new HashMap<>();
    columns.put("numerator", "CASE WHEN " + when + " THEN 1 ELSE 0 END");
    columns.put("denominator", "1");
    if (of.equals("sprint_ticket")) {
      columns.put("at", "st.completed_at");
      columns.put("board_id", "st.board_id");
      return new Selection(columns, of, "st", "st.completed_at IS NOT NULL AND (" + among + ")");
    }
    if (of.equals("ticket")) {
      columns.put("at", "t.done_at");
      columns.put("board_id", "t.board_id");
      return new Selection(columns, of, "t", "t.done_at IS NOT NULL AND (" + among + ")");
    }
    if (of.equals("ticket_output")) {
      columns.put("at", "o.left_at");
      columns.put("board_id", "o.board_id");
      columns.put(Parts.COLUMN, "o.phase");
      return new Selection(columns, of, "o", "o.left_at IS NOT NULL AND (" + among + ")");
    }
    if (of.equals("epic_document")) {
      columns.put("at", "e.judged_at");
      columns.put("board_id", "e.board_id");
      return new Selection(columns, of, "e", among);
    }
    if (of.equals("survey_answer")) {
      columns.put("at", "a.answered_at");
      columns.put("service_id", "a.service_id");
      columns.put("person_id", "CAST(NULL AS bigint)");
      return new Selection(columns, of, "a", among);
    }
    if (of.equals("production_incident")) {
      columns.put("at", "coalesce(i.resolved_at, i.triggered_at)");
      columns.put("service_id", "i.service_id");
      columns.put("person_id", "CAST(NULL AS bigint)");
      return new Selection(columns, of, "i", "i.counted AND (" + among + ")");
    }
    if (of.equals("production_deployment")) {
      columns.put("at", "d.ended_at");
      columns.put("service_id", "d.service_id");
      columns.put("person_id", "CAST(NULL AS bigint)");
      return new Selection(columns, of, "d", "d.ended_at IS NOT NULL AND (" + among + ")");
    }
    if (of.equals("deployment_impact")) {
      columns.put("at", "d.served_at");
      columns.put(Selection.KNOWN_AT, "d.settled_at");
      columns.put("service_id", "d.service_id");
      columns.put("person_id", "CAST(NULL AS bigint)");
      return new Selection(columns, of, "d", among);
    }
    if (of.equals("pipeline")) {
      columns.put("at", "coalesce(p.finished_at, p.started_at, p.created_at)");
      columns.put("service_id", "p.service_id");
      columns.put("person_id", "CAST(NULL AS bigint)");
      String finished = "p.is_default_branch AND p.status IN ('success', 'failed') AND ";
      return new Selection(columns, of, "p", finished + "(" + among + ")");
    }
    columns.put("at", "mr.merged_at");
    columns.put("service_id", "mr.service_id");
    columns.put("person_id", "mr.author_id");
    columns.put("author_class", "mr.author_class");
    return new Selection(columns, of, "mr", "mr.in_scope AND (" + among + ")");
  }
}
