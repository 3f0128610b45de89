/*---
id: planning_accuracy
title: Planning accuracy
phase: sprint-planning
question: How much of what was committed got done?
why: To help predict the delivery speed of a team
definition: >-
  Points of the tickets that were in the sprint when it started and were done when it was closed, divided by the
  points of all that were in it when it started; both by the estimate at the start. Tickets are counted instead where
  fewer than 80 % of a sprint are estimated. What was done before the start, sub-tasks and epics are left out.
unit: percent
better: range
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: a team commits to little
source: Jira
target: { on: value, green: 95, amber: 105, low: 80, source: "LinearB: below 70 % over-committed, above 95 % under-committed" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.done THEN st.start_weight ELSE 0 END AS numerator,
  st.start_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.committed
