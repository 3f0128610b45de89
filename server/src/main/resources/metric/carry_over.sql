/*---
id: carry_over
title: Carry-over
phase: sprint-planning
question: How much of a sprint rolls into a later one?
why: To see work that is started and not finished
definition: >-
  Points of what was not done at the closing and is in a later sprint, divided by the points of everything that was in
  the sprint and not taken out; at the estimate of the closing.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 15, amber: 30, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.carried THEN st.end_weight ELSE 0 END AS numerator,
  st.end_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND NOT st.removed
