/*---
id: acceptance_criteria_coverage_next_sprint
title: Acceptance criteria coverage of the next sprint
phase: deep-dive
question: How many stories of the next sprint say when they are done?
why: To close the gap while there is still time to
definition: >-
  Stories and tasks that are in the next sprint at the end of the period, or now while it runs, with acceptance
  criteria, divided by all of these. What is done is left out. A sprint is the next one of its board from the start of
  the one before it on; of several that were not started, the one that is planned first.
unit: percent
better: higher
kind: share
wilson: true
attribute: board
subject: ticket
part-of: acceptance_criteria_coverage
needs: [ticket, sprint, ticket_change]
misleads-when: the next sprint is filled only when it starts
source: Jira
target: { on: value, green: 95, amber: 80, source: "as acceptance criteria coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.ticket_id AS subject_id,
  b.board_id,
  b.starts_at AS valid_from,
  b.ends_at AS valid_to,
  CASE WHEN b.criteria THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_backlog b
WHERE b.is_story
