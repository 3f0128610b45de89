/*---
id: planning_accuracy_by_count
title: Planning accuracy by tickets
phase: sprint-planning
question: How many of the committed tickets got done?
why: To see planning accuracy without what was estimated
definition: >-
  Tickets that were in the sprint when it started and were done when it was closed, divided by all that were in it
  when it started.
unit: percent
better: range
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: planning_accuracy
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 95, amber: 105, low: 80, source: "as planning accuracy" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.done THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.committed
