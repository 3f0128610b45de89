/*---
id: investment_balance
title: Where the time goes
phase: sprint-planning
question: How much of the team's time goes into new features?
why: Where are we spending most of our time, e.g. fixing bugs, new initiatives
definition: >-
  On each day on which a person worked on anything, they are one FTE-day, in equal shares for all they worked on that
  day; nobody is more. Worked on is a ticket in progress that was theirs on one of their working days, a ticket whose
  merge request they wrote, reviewed or committed to on that day, and a merge request without a ticket. The number is
  the share of the first category of the organisation's rules, by what tickets say today; the parts are all of them.
  Sub-tasks are work on their story; epics and tests in progress are left out. A day counts for the teams that the
  person was in at its noon.
unit: percent
better: higher
kind: effort
attribute: person
subject: ticket
people: true
needs: [ticket, ticket_change, merge_request]
misleads-when: tickets stay in progress while nobody works on them, or work is done without tickets and merge requests
source: GitLab, Jira
target: { on: value, green: 50, source: "Swarmia" }
version: 1
since: 2026-11-26
---*/
SELECT
  c.item_id AS subject_id,
  w.person_id,
  w.starts_at AS valid_from,
  w.ends_at AS valid_to,
  TRUE AS working,
  FALSE AS without_ticket,
  c.category AS part
FROM ticket_work w
JOIN ticket_category c ON c.ticket_id = w.ticket_id
WHERE w.person_id IS NOT NULL AND w.kind NOT IN ('epic', 'test')
UNION ALL
SELECT c.item_id, a.person_id, a.at, a.at, FALSE, FALSE, c.category
FROM person_activity a
JOIN ticket_merge_request l ON l.merge_request_id = a.merge_request_id
JOIN ticket_category c ON c.ticket_id = l.ticket_id
UNION ALL
SELECT a.merge_request_id, a.person_id, a.at, a.at, FALSE, TRUE, g.category
FROM person_activity a
JOIN merge_request_category g ON g.merge_request_id = a.merge_request_id
