package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The population of a metric's coverage, attributed as the metric's own observations are: merge
 * requests by their merge, pipelines by their end.
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
  String sql() {
    String covered = ", CASE WHEN " + when + " THEN 1 ELSE 0 END AS numerator, 1 AS denominator";
    return of.equals("pipeline")
        ? "SELECT p.service_id, CAST(NULL AS bigint) AS person_id"
            + ", coalesce(p.finished_at, p.started_at, p.created_at) AS at"
            + covered
            + " FROM pipeline p WHERE p.is_default_branch AND p.status IN ('success', 'failed')"
            + " AND "
            + among
        : "SELECT mr.service_id, mr.author_id AS person_id, mr.author_class, mr.merged_at AS at"
            + covered
            + " FROM merge_request mr WHERE mr.in_scope AND "
            + among;
  }
}
