/*---
id: bug_ratio_by_points
title: Bug ratio by points
phase: sprint-planning
question: How many of the points that get done fix bugs?
why: Where are we spending most of our time, fixing bugs or new initiatives
definition: >-
  Points of completed bugs divided by the points of completed tickets, at their estimate when they were done; hours where
  the board estimates in time. What has no estimate weighs nothing; coverage says how much has one.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
part-of: bug_ratio
needs: [ticket, ticket_change]
coverage:
  of: ticket
  among: t.kind NOT IN ('subtask', 'epic', 'test') AND coalesce(t.outcome, 'done') = 'done'
  when: t.done_weight > 0
misleads-when: bugs are not estimated
source: Jira
target: { on: value, green: 20, amber: 35, source: "as bug ratio" }
version: 1
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.kind = 'bug' THEN t.done_weight ELSE 0 END AS numerator,
  t.done_weight AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind NOT IN ('subtask', 'epic', 'test')
  AND coalesce(t.outcome, 'done') = 'done' AND t.done_weight > 0
