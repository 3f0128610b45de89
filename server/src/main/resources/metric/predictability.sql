/*---
id: predictability
title: Predictability
phase: sprint-planning
question: How steady is what the team finishes?
why: To potentially predict the delivery speed of a team
definition: >-
  One minus the standard deviation of velocity divided by its mean, over a board's last six sprints up to each; at
  least three. The headline is the median over the sprints of the period.
unit: percent
better: higher
kind: value
attribute: board
subject: sprint
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 80, amber: 60, source: "KnowHOW; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  w.id AS subject_id,
  w.board_id,
  w.completed_at AS at,
  greatest(0, 100.0 * (1 - w.deviation / CAST(w.mean AS double precision))) AS value
FROM (
  SELECT
    s.id,
    s.board_id,
    s.completed_at,
    count(*) OVER recent AS sprints,
    avg(s.done_weight) OVER recent AS mean,
    stddev_samp(s.done_weight) OVER recent AS deviation
  FROM sprint s
  WHERE s.completed_at IS NOT NULL AND s.tickets > 0
  WINDOW recent AS (
    PARTITION BY s.board_id
    ORDER BY s.completed_at NULLS LAST, s.id NULLS LAST
    ROWS BETWEEN 5 PRECEDING AND CURRENT ROW)
) w
WHERE w.sprints >= 3 AND w.mean > 0
