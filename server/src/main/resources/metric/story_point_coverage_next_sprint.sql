/*---
id: story_point_coverage_next_sprint
title: Story point coverage of the next sprint
phase: deep-dive
question: How much of the next sprint is estimated?
why: To close the gap while there is still time to
definition: >-
  Stories and tasks that are in the next sprint at the end of the period, or now while it runs, with an estimate above
  0, divided by all of these; bugs as well where the team says so (planning: estimate_bugs). What is done is left out. A
  sprint is the next one of its board from the start of the one before it on; of several that were not started, the one
  that is planned first.
unit: percent
better: higher
kind: share
wilson: true
attribute: board
subject: ticket
part-of: story_point_coverage
needs: [ticket, sprint, ticket_change]
misleads-when: the next sprint is filled only when it starts
source: Jira
target: { on: value, green: 95, amber: 80, source: "as story point coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.ticket_id AS subject_id,
  b.board_id,
  b.starts_at AS valid_from,
  b.ends_at AS valid_to,
  CASE WHEN b.estimated THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_backlog b
WHERE b.is_sized
