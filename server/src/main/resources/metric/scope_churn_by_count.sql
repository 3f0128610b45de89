/*---
id: scope_churn_by_count
title: Scope churn by tickets
phase: sprint-planning
question: How many tickets came and went during the sprint?
why: To see how stable a plan is, without what was estimated
definition: >-
  Tickets added and tickets taken out (also as won't do or duplicate), divided by the tickets that were in the sprint when
  it started.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
part-of: scope_churn
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 20, amber: 40, source: "as scope churn" }
version: 1
since: 2026-11-27
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN 1 ELSE 0 END + CASE WHEN st.removed THEN 1 ELSE 0 END AS numerator,
  CASE WHEN st.committed THEN 1 ELSE 0 END AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
