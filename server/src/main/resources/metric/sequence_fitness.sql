/*---
id: sequence_fitness
title: Ways that fit the process
phase: process
question: How many tickets take the way that the process describes?
why: What goes another way is either a mistake or a variant that nobody declared
definition: >-
  Finished tickets that entered the phases in the order of the process and left none out, or only those that a
  declared variant leaves out, divided by all finished tickets that entered any. The order is that of the first
  entries, so that to come back is no fault.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira, GitLab
target: { on: value, green: 90, amber: 75, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  t.ticket_id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.skipped = 0 AND t.in_order THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket_trace t
WHERE t.done_at IS NOT NULL
