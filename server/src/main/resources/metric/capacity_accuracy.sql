/*---
id: capacity_accuracy
title: Capacity accuracy
phase: sprint-planning
question: How much got done, compared with what was committed?
why: To see whether the team takes on what it can carry
definition: >-
  Points of everything done in the sprint, at the estimate of the closing, divided by the points that were committed,
  at the estimate of the start. It can exceed 100 %.
unit: percent
better: range
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: much is added late and done, while what was promised is not
source: Jira
target: { on: value, green: 110, amber: 120, low: 90, source: "Hatica; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.done THEN st.end_weight ELSE 0 END AS numerator,
  st.start_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
