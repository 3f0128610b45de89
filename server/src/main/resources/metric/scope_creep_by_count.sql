/*---
id: scope_creep_by_count
title: Scope creep by tickets
phase: sprint-planning
question: How many tickets were added after the sprint started?
why: To see how far a plan moves, without what was estimated
definition: >-
  Tickets that were added after the start, divided by the tickets that were in the sprint when it started. Sprints without
  any count as well.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
part-of: scope_creep
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 20, amber: 40, source: "as scope creep" }
version: 1
since: 2026-11-27
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN 1 ELSE 0 END AS numerator,
  CASE WHEN st.committed THEN 1 ELSE 0 END AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
