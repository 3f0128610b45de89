/*---
id: wip_age
title: Age of work in progress
phase: sprint-planning
question: How long have the tickets been open that are in progress?
why: To see bottlenecks and inefficiencies that could pose a risk to the delivery of the initiatives
definition: >-
  Working time from the first In Progress of each ticket that is in progress at the end of the period, or now while the
  period runs, in working days of the assignee's calendar. Time in between counts, whatever the ticket was in; sub-tasks
  and epics are left out. A ticket that is older than 85 % of the team's flow times is late.
unit: days
better: lower
kind: age
attribute: board
subject: ticket
clock: working
needs: [ticket, ticket_change]
misleads-when: tickets are begun and forgotten, or finished and never moved to Done
source: Jira
version: 2
since: 2026-11-27
---*/
SELECT
  w.ticket_id AS subject_id,
  w.board_id,
  w.starts_at AS valid_from,
  w.ends_at AS valid_to,
  w.begun_at AS started_at,
  w.calendar_id
FROM ticket_work w
WHERE w.kind NOT IN ('subtask', 'epic', 'test')
