/*---
id: carry_over_by_count
title: Carry-over by tickets
phase: sprint-planning
question: How many tickets roll into a later sprint?
why: To see work that is started and not finished, without what was estimated
definition: >-
  Tickets that were not done at the closing and are in a later sprint, divided by all that were in the sprint and not taken
  out.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: carry_over
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 15, amber: 30, source: "as carry-over" }
version: 1
since: 2026-11-27
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.carried THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND NOT st.removed
