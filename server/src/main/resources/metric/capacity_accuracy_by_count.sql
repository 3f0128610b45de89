/*---
id: capacity_accuracy_by_count
title: Capacity accuracy by tickets
phase: sprint-planning
question: How many tickets got done, compared with how many were committed?
why: To see whether the team takes on what it can carry, without what was estimated
definition: >-
  Tickets that were done in the sprint, divided by the tickets that were in it when it started. It can exceed 100 %.
unit: percent
better: range
kind: ratio
attribute: board
subject: ticket
part-of: capacity_accuracy
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 110, amber: 120, low: 90, source: "as capacity accuracy" }
version: 1
since: 2026-11-27
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.done THEN 1 ELSE 0 END AS numerator,
  CASE WHEN st.committed THEN 1 ELSE 0 END AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
