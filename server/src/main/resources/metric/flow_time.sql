/*---
id: flow_time
title: Flow time
phase: sprint-planning
question: How long does a ticket take from its start to its end?
why: To measure the flow of work within the team
definition: >-
  Working time from the first In Progress to the last entry into Done, of the tickets that were completed in the
  period, in working days of the assignee's calendar. A reopening goes on counting.
unit: days
better: lower
kind: duration
attribute: board
subject: ticket
clock: working
needs: [ticket]
coverage:
  of: ticket
  among: t.kind NOT IN ('subtask', 'epic', 'test') AND coalesce(t.outcome, 'done') = 'done'
  when: t.started_at IS NOT NULL
misleads-when: tickets are moved to In Progress when they are nearly finished
source: Jira
version: 2
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  t.calendar_id,
  t.started_at,
  t.done_at AS ended_at
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.started_at IS NOT NULL AND t.kind NOT IN ('subtask', 'epic', 'test')
  AND coalesce(t.outcome, 'done') = 'done'
