/*---
id: review_reaction_within_day
title: Review requests answered within a working day
phase: coding
question: How many review requests are answered within one working day?
why: How fast do reviewers respond the merge requests
definition: >-
  Review requests answered within one working day of the reviewer, divided by all answered ones and those that a working
  day has passed over without an answer. An answered request counts on the day of its answer, an unanswered one when the
  working day is over. Withdrawn ones are dropped, and so are unanswered ones whose merge request ended before that.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: person
subject: review_request
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
-- A working day is the most that a calendar works within 24 hours. When it is over for a request
-- without an answer is looked up by the hours worked so far, in whole ones, so that the join is on
-- equality: an hour of work begins in the same whole hour as the instant, or in the one before.
WITH day AS (
  SELECT a.calendar_id, max(b.worked_before - a.worked_before) AS seconds
  FROM calendar_hour a
  JOIN calendar_hour b ON b.calendar_id = a.calendar_id AND b.hour = a.hour + INTERVAL '24 hours'
  WHERE a.hour >= TIMESTAMP '2024-01-08 00:00:00' AND a.hour < TIMESTAMP '2024-02-05 00:00:00'
  GROUP BY a.calendar_id
),
request AS (
  SELECT
    r.id,
    r.project_id,
    r.service_id,
    r.reviewer_id,
    r.author_class,
    r.answered_at,
    r.ended_at,
    r.calendar_id,
    y.seconds,
    s.worked_before + greatest(0.0, least(
      CAST(extract(epoch FROM (r.starts_at - s.hour)) AS double precision), s.work_to)
      - s.work_from) AS worked
  FROM review_request r
  JOIN merge_request mr ON mr.id = r.merge_request_id
  JOIN calendar_hour s
    ON s.calendar_id = r.calendar_id AND s.hour = date_trunc('hour', CAST(r.starts_at AS timestamp))
  JOIN day y ON y.calendar_id = r.calendar_id
  WHERE NOT r.withdrawn AND r.reviewer_id IS NOT NULL AND mr.ready_at IS NOT NULL
    AND mr.into_tracked AND NOT mr.is_back_merge AND NOT mr.is_version_bump
    AND mr.author_class <> 'bot' AND mr.closed_at IS NULL
)
SELECT
  q.id AS subject_id,
  q.project_id,
  q.service_id,
  q.reviewer_id AS person_id,
  q.author_class,
  q.answered_at AS at,
  CASE
    WHEN e.worked_before + greatest(0.0, least(
      CAST(extract(epoch FROM (q.answered_at - e.hour)) AS double precision), e.work_to)
      - e.work_from) - q.worked <= q.seconds THEN 1
    ELSE 0
  END AS numerator,
  1 AS denominator
FROM request q
JOIN calendar_hour e
  ON e.calendar_id = q.calendar_id AND e.hour = date_trunc('hour', CAST(q.answered_at AS timestamp))
UNION ALL
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  d.reviewer_id AS person_id,
  d.author_class,
  d.due_at AS at,
  0 AS numerator,
  1 AS denominator
FROM (
  SELECT
    u.id,
    u.project_id,
    u.service_id,
    u.reviewer_id,
    u.author_class,
    u.ended_at,
    h.hour + CAST(floor(1000.0 * (h.work_from + u.due - h.worked_before)) AS integer)
      * INTERVAL '1 millisecond' AS due_at
  FROM (
    SELECT
      q.id,
      q.project_id,
      q.service_id,
      q.reviewer_id,
      q.author_class,
      q.ended_at,
      q.calendar_id,
      q.worked + q.seconds AS due,
      CAST(floor((q.worked + q.seconds) / 3600.0) AS bigint) - k.back AS whole
    FROM request q
    CROSS JOIN (SELECT 0 AS back UNION ALL SELECT 1 AS back) k
    WHERE q.answered_at IS NULL
  ) u
  JOIN (
    SELECT
      c.calendar_id,
      c.hour,
      c.worked_before,
      c.work_from,
      c.work_to - c.work_from AS seconds,
      CAST(floor(c.worked_before / 3600.0) AS bigint) AS whole
    FROM calendar_hour c
    WHERE c.work_to > c.work_from
  ) h ON h.calendar_id = u.calendar_id AND h.whole = u.whole
  WHERE u.due - h.worked_before >= 0 AND u.due - h.worked_before < h.seconds
) d
WHERE d.ended_at IS NULL OR d.ended_at > d.due_at
