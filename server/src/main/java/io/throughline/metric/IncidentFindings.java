package io.throughline.metric;

import io.throughline.metric.Findings.Look;
import java.util.List;

/** What to look for among incidents, checks, measurements and surveys. */
final class IncidentFindings {
  static final List<Look> LOOKS =
      List.of(
          new Look(
              "incident of an unknown service",
              "It counts for the organisation and for no team. Name what it happened to under a"
                  + " service in throughline.yaml; a ticket finds its service by a component of that"
                  + " name.",
              """
              SELECT coalesce(i.number || ' ', '') || coalesce(i.title, 'incident'), i.web_url
              FROM production_incident i
              WHERE i.counted AND i.service_id IS NULL AND EXISTS (SELECT 1 FROM service)
              ORDER BY coalesce(i.triggered_at, i.resolved_at) DESC
              """),
          new Look(
              "incident that never began",
              "It was told to be over, and nobody told that it began. It counts as an incident, and"
                  + " in no duration. Was what is read begun after it?",
              """
              SELECT coalesce(i.number || ' ', '') || coalesce(i.title, 'incident'), i.web_url
              FROM production_incident i
              WHERE i.counted AND i.triggered_at IS NULL
              ORDER BY i.resolved_at DESC
              """),
          new Look(
              "incident that ended before it began",
              "Its times say so, and its duration is not used. The clocks of two systems may differ.",
              """
              SELECT coalesce(i.number || ' ', '') || coalesce(i.title, 'incident'), i.web_url
              FROM production_incident i
              WHERE i.resolved_at < i.triggered_at
                 OR i.acknowledged_at < i.triggered_at
              ORDER BY i.triggered_at DESC
              """),
          new Look(
              "merged into an unknown incident",
              "The incident that it was merged into is not known, so nothing tells of this outage."
                  + " Is that one of a service that the token cannot see?",
              """
              SELECT coalesce(i.number || ' ', '') || coalesce(i.title, 'incident'), i.web_url
              FROM incident_telling i
              WHERE i.merged_into_id IS NOT NULL
                AND NOT EXISTS (
                  SELECT 1 FROM incident_telling o WHERE o.part_id = i.merged_into_id)
              ORDER BY i.triggered_at DESC
              """),
          new Look(
              "watched and of no service",
              "Its measurements, checks or answers count for no service. Name it under a service in"
                  + " throughline.yaml.",
              """
              SELECT coalesce(p.name, p.path), p.web_url FROM project p
              WHERE p.service_id IS NULL AND NOT coalesce(p.deleted, FALSE)
                AND EXISTS (SELECT 1 FROM service)
                AND (EXISTS (SELECT 1 FROM service_hour h WHERE h.project_id = p.id)
                  OR EXISTS (SELECT 1 FROM check_span c WHERE c.check_id = p.id)
                  OR EXISTS (SELECT 1 FROM survey_answer a WHERE a.project_id = p.id))
              ORDER BY coalesce(p.name, p.path)
              """),
          new Look(
              "hours without measurements",
              "It was measured in the last four weeks, and of these hours of the last one nothing is"
                  + " known. They count neither as good nor as bad. Did its agent stop, or was it not"
                  + " deployed?",
              """
              SELECT coalesce(p.name, p.path) || ': ' || CAST(g.hours - g.told AS TEXT) || ' of '
                       || CAST(g.hours AS TEXT),
                     p.web_url
              FROM (
                SELECT r.project_id, r.told,
                       CAST(extract(epoch FROM r.last_hour
                              - greatest(r.first_hour, r.last_hour - INTERVAL '168 hours')) / 3600
                            AS BIGINT) AS hours
                FROM (
                  SELECT h.project_id, n.last_hour, min(h.hour) AS first_hour,
                         count(DISTINCT CASE WHEN h.hour >= n.last_hour - INTERVAL '168 hours'
                                               AND h.hour < n.last_hour THEN h.hour END) AS told
                  FROM service_hour h
                  JOIN (
                    SELECT project_id >> 48 AS source, max(hour) AS last_hour
                    FROM service_hour GROUP BY project_id >> 48
                  ) n ON n.source = h.project_id >> 48
                  WHERE h.is_production AND h.service_id IS NOT NULL
                    AND h.hour >= n.last_hour - INTERVAL '28 days'
                  GROUP BY h.project_id, n.last_hour
                ) r
              ) g
              JOIN project p ON p.id = g.project_id AND NOT coalesce(p.deleted, FALSE)
              WHERE g.told < g.hours
              ORDER BY g.hours - g.told DESC, 1
              """),
          new Look(
              "another limit of Apdex",
              "Its T was changed, so that its Apdex before and after cannot be compared. Each T can"
                  + " be asked for as a part.",
              """
              SELECT min(p.name), min(p.web_url) FROM service_hour h
              JOIN project p ON p.id = h.project_id
              WHERE h.is_production AND h.satisfied IS NOT NULL
              GROUP BY h.project_id
              HAVING count(DISTINCT h.apdex_t) > 1
              ORDER BY 1
              """),
          new Look(
              "survey without an answer",
              "Nobody has answered its last sending, or the answers are not sent in. It has no number"
                  + " from there on.",
              """
              SELECT coalesce(p.name, p.path) || ' of ' || CAST(CAST(l.sent_at AS date) AS TEXT),
                     p.web_url
              FROM (
                SELECT project_id, max(sent_at) AS sent_at FROM fact_survey_round GROUP BY project_id
              ) l
              JOIN project p ON p.id = l.project_id AND NOT coalesce(p.deleted, FALSE)
              WHERE l.sent_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM survey_answer a
                WHERE a.project_id = l.project_id AND a.answered_at >= l.sent_at)
              ORDER BY l.sent_at DESC, 1
              """),
          new Look(
              "answer that says neither",
              "Its score does not lie on its scale, or its scale is neither 5 nor 7, so it counts as"
                  + " neither content nor not.",
              """
              SELECT coalesce(a.survey, 'a survey') || ' of ' || CAST(CAST(a.answered_at AS date) AS TEXT),
                     a.web_url
              FROM survey_answer a
              WHERE a.kind = 'csat' AND a.is_good IS NULL
              ORDER BY a.answered_at DESC
              """));

  private IncidentFindings() {}
}
