/*---
id: review_reaction_within_day
title: Review requests answered within a working day
phase: coding
question: How many review requests are answered within one working day?
why: How fast do reviewers respond the merge requests
definition: >-
  Review requests answered within one working day of the reviewer, divided by those answered in time or past that day. A
  request counts once it is decided: with its answer, or when the working day has passed without one. Withdrawn ones are
  dropped, and so are those whose merge request ended before the day was over.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: person
subject: review_request
people: true
part-of: review_reaction_time
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: reviewers are asked by default and nobody expects each of them to answer, or absence is not in a calendar
source: GitLab
target: { on: value, green: 90, amber: 75, source: "Google: one business day is the maximum; amber ours" }
version: 1
since: 2026-11-23
---*/
-- due_at: the instant at which one working day of the reviewer has passed since the request. The
-- length of a working day is the most that a calendar works within 24 hours; the instant is looked up
-- by the hours worked so far, in whole ones, so that the join is on equality.
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  d.reviewer_id AS person_id,
  d.author_class,
  least(d.answered_at, d.due_at) AS at,
  CASE WHEN d.answered_at <= d.due_at THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM (
  SELECT
    t.id,
    t.project_id,
    t.service_id,
    t.reviewer_id,
    t.author_class,
    t.answered_at,
    t.ended_at,
    e.hour + CAST(floor(1000000.0 * (e.work_from + t.due - e.worked_before)) AS bigint)
      * INTERVAL '1 microsecond' AS due_at
  FROM (
    SELECT
      r.id,
      r.project_id,
      r.service_id,
      r.reviewer_id,
      r.author_class,
      r.answered_at,
      r.ended_at,
      r.calendar_id,
      l.seconds + s.worked_before + greatest(0.0, least(
        CAST(extract(epoch FROM (r.starts_at - s.hour)) AS double precision), s.work_to)
        - s.work_from) AS due
    FROM review_request r
    JOIN merge_request mr ON mr.id = r.merge_request_id
    JOIN calendar_hour s
      ON s.calendar_id = r.calendar_id AND s.hour = date_trunc('hour', CAST(r.starts_at AS timestamp))
    JOIN (
      SELECT a.calendar_id, max(b.worked_before - a.worked_before) AS seconds
      FROM calendar_hour a
      JOIN calendar_hour b
        ON b.calendar_id = a.calendar_id AND b.hour = a.hour + INTERVAL '24 hours'
      WHERE a.hour >= TIMESTAMP '2024-01-08 00:00:00' AND a.hour < TIMESTAMP '2024-02-05 00:00:00'
      GROUP BY a.calendar_id
    ) l ON l.calendar_id = r.calendar_id
    WHERE NOT r.withdrawn AND r.reviewer_id IS NOT NULL AND mr.ready_at IS NOT NULL
      AND mr.into_tracked AND NOT mr.is_back_merge AND NOT mr.is_version_bump
      AND mr.author_class <> 'bot' AND mr.closed_at IS NULL
  ) t
  CROSS JOIN (SELECT 0 AS back UNION ALL SELECT 1 AS back) k
  JOIN calendar_hour e
    ON e.calendar_id = t.calendar_id
    AND CAST(floor(e.worked_before / 3600.0) AS bigint)
      = CAST(floor(t.due / 3600.0) AS bigint) - k.back
    AND e.work_to > e.work_from
    AND t.due >= e.worked_before
    AND t.due < e.worked_before + (e.work_to - e.work_from)
) d
WHERE d.answered_at IS NOT NULL OR d.ended_at IS NULL OR d.ended_at > d.due_at
