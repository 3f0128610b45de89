/*---
id: wip
title: Work in progress
phase: sprint-planning
question: How many tickets does the team have open at once?
why: To measure the flow of work within the team
definition: >-
  Tickets in a status of the category In Progress at the end of each working day of the team, the mean over the days.
  Blocked ones are in; sub-tasks and epics are left out. The days begin with the first ticket that the board had in
  progress.
unit: count
better: lower
kind: state
attribute: board
subject: ticket
clock: working
needs: [ticket, ticket_change]
misleads-when: work goes on in tickets that are still To Do
source: Jira
version: 1
since: 2026-11-26
---*/
SELECT
  w.ticket_id AS subject_id,
  w.board_id,
  w.starts_at AS valid_from,
  w.ends_at AS valid_to
FROM ticket_work w
WHERE w.kind NOT IN ('subtask', 'epic', 'test')
