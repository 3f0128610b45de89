/*---
id: subtask_breakdown_coverage_next_sprint
title: Breakdown into sub-tasks of the next sprint
phase: deep-dive
question: How many larger stories of the next sprint are broken down?
why: To close the gap while there is still time to
definition: >-
  Stories and tasks of 3 points or more, and those without an estimate, that are in the next sprint at the end of the
  period, or now while it runs, with at least one sub-task or item of a checklist, divided by all of these. What is done
  is left out. A sprint is the next one of its board from the start of the one before it on; of several that were not
  started, the one that is planned first.
unit: percent
better: higher
kind: share
wilson: true
attribute: board
subject: ticket
part-of: subtask_breakdown_coverage
needs: [ticket, sprint, ticket_change]
misleads-when: the next sprint is filled only when it starts
source: Jira
target: { on: value, green: 80, amber: 60, source: "as breakdown into sub-tasks" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.ticket_id AS subject_id,
  b.board_id,
  b.starts_at AS valid_from,
  b.ends_at AS valid_to,
  CASE WHEN b.parts > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_backlog b
WHERE b.is_story AND b.breakable
