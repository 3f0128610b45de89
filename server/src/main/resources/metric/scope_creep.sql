/*---
id: scope_creep
title: Scope creep
phase: sprint-planning
question: How much was added after the sprint started?
why: To see bottlenecks and inefficiencies that could pose a risk to the delivery of the initiatives
definition: >-
  Points of the tickets that were added after the start, at the estimate of the closing, divided by the points that
  were committed. Sprints without any count as well.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: the sprint is started before it is planned
source: Jira
target: { on: value, green: 20, amber: 40, source: "Harness" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN st.end_weight ELSE 0 END AS numerator,
  st.start_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
