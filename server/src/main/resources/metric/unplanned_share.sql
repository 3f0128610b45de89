/*---
id: unplanned_share
title: Unplanned share
phase: sprint-planning
question: How much of what got done was not planned?
why: To see where the team spends its time
definition: >-
  Points of the tickets that were added after the start and done, divided by the points of everything done in the
  sprint; at the estimate of the closing.
unit: percent
better: lower
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 20, amber: 40, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN st.end_weight ELSE 0 END AS numerator,
  st.end_weight AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.done
