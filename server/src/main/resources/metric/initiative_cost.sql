/*---
id: initiative_cost
title: Cost of initiatives
phase: sprint-planning
question: How much are we investing per initiative?
why: How much are we investing, and into which initiative
definition: >-
  The FTE-days of all that people worked on, as where the time goes counts them; its parts are the highest epics above
  the tickets, and what stands below none. With rates in the organisation's file each day costs what a day costs in the
  team that the person was in, and coverage says how many of the days have a rate; without rates the days are told.
unit: fte_days
better: none
kind: effort
attribute: person
subject: ticket
people: true
part-of: investment_balance
needs: [ticket, ticket_change, merge_request]
misleads-when: epics are shelves that nothing ever leaves, or much is done without tickets
source: GitLab, Jira
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
  coalesce(CAST(c.initiative_id AS text), 'none') AS part
FROM ticket_work w
JOIN ticket_category c ON c.ticket_id = w.ticket_id
WHERE w.person_id IS NOT NULL AND w.kind NOT IN ('epic', 'test')
UNION ALL
SELECT c.item_id, a.person_id, a.at, a.at, FALSE, FALSE, coalesce(CAST(c.initiative_id AS text), 'none')
FROM person_activity a
JOIN ticket_merge_request l ON l.merge_request_id = a.merge_request_id
JOIN ticket_category c ON c.ticket_id = l.ticket_id
UNION ALL
SELECT a.merge_request_id, a.person_id, a.at, a.at, FALSE, TRUE, 'none'
FROM person_activity a
JOIN merge_request_category g ON g.merge_request_id = a.merge_request_id
