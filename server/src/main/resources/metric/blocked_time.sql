/*---
id: blocked_time
title: Blocked time
phase: sprint-planning
question: How much of the time is a ticket blocked?
why: To see whether there are bottlenecks or inefficiencies
definition: >-
  Working time flagged or in a status of blocking, divided by all working time from the first In Progress to Done.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
needs: [ticket]
coverage:
  of: ticket
  among: t.kind NOT IN ('subtask', 'epic', 'test') AND coalesce(t.outcome, 'done') = 'done'
  when: t.flow_seconds > 0
source: Jira
target: { on: value, green: 10, amber: 20, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  t.blocked_seconds AS numerator,
  t.flow_seconds AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind NOT IN ('subtask', 'epic', 'test')
  AND coalesce(t.outcome, 'done') = 'done' AND t.flow_seconds > 0
