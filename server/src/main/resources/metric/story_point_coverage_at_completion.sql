/*---
id: story_point_coverage_at_completion
title: Story point coverage at completion
phase: deep-dive
question: How much of what gets done was estimated by then?
why: To see whether estimates come late, or never
definition: >-
  Stories and tasks with an estimate above 0 when they were done, divided by all stories and tasks that were done in the
  period, in a sprint or not.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: story_point_coverage
needs: [ticket, ticket_change]
misleads-when: estimates are filled in when the work is done
source: Jira
target: { on: value, green: 95, amber: 80, source: "as story point coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.done_weight > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind IN ('story', 'task')
  AND coalesce(t.outcome, 'done') = 'done'
