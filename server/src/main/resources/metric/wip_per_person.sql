/*---
id: wip_per_person
title: Work in progress per person
phase: sprint-planning
question: How many tickets does each active person have open at once?
why: To measure the flow of work within the team
definition: >-
  Work in progress divided by the people who had any of it at the end of a working day of the period. Tickets of nobody
  are in. People are only counted, and below five of them the number is withheld.
unit: ratio
better: lower
kind: state
attribute: board
subject: ticket
clock: working
people: true
part-of: wip
needs: [ticket, ticket_change]
misleads-when: people pair on one ticket, or work without any
source: Jira
target: { on: value, green: 1.5, source: "LinearB" }
version: 1
since: 2026-11-26
---*/
SELECT
  w.ticket_id AS subject_id,
  w.board_id,
  w.person_id,
  w.starts_at AS valid_from,
  w.ends_at AS valid_to
FROM ticket_work w
WHERE w.kind NOT IN ('subtask', 'epic', 'test')
