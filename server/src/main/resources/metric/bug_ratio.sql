/*---
id: bug_ratio
title: Bug ratio
phase: sprint-planning
question: How much of what gets done is fixing bugs?
why: Where are we spending most of our time, fixing bugs or new initiatives
definition: >-
  Completed bugs divided by completed tickets, sub-tasks and epics left out.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket]
source: Jira
target: { on: value, green: 20, amber: 35, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.kind = 'bug' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind NOT IN ('subtask', 'epic', 'test')
  AND coalesce(t.outcome, 'done') = 'done'
