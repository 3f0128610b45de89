/*---
id: scope_churn
title: Scope churn
phase: sprint-planning
question: How much did the scope move during the sprint?
why: To see how stable a plan is
definition: >-
  Points added, points taken out (also as won't do or duplicate) and the sum of all changes of estimates, divided by
  the points that were committed. A first estimate is no change.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 20, amber: 40, source: "KnowHOW; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN st.end_weight ELSE 0 END + CASE WHEN st.removed THEN st.end_weight ELSE 0 END
    + st.changed_weight AS numerator,
  st.start_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND TRUE
