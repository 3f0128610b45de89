/*---
id: flow_efficiency
title: Flow efficiency
phase: sprint-planning
question: How much of the time is work, and how much is waiting?
why: To see whether there are bottlenecks or inefficiencies
definition: >-
  Working time in statuses in which somebody works, divided by all working time from the first In Progress to Done. A
  flag, a status of waiting or blocking, and the time after a Done that was reopened are waiting.
unit: percent
better: higher
kind: ratio
attribute: board
subject: ticket
needs: [ticket]
coverage:
  of: ticket
  among: t.kind NOT IN ('subtask', 'epic', 'test') AND coalesce(t.outcome, 'done') = 'done'
  when: t.flow_seconds > 0
misleads-when: a status of work is kept while nobody works
source: Jira
target: { on: value, green: 40, amber: 15, source: "stride.page: typical is 15 to 40 %" }
version: 1
since: 2026-11-26
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  t.active_seconds AS numerator,
  t.flow_seconds AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind NOT IN ('subtask', 'epic', 'test')
  AND coalesce(t.outcome, 'done') = 'done' AND t.flow_seconds > 0
