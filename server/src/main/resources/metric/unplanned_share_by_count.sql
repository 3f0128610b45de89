/*---
id: unplanned_share_by_count
title: Unplanned share by tickets
phase: sprint-planning
question: How many of the tickets that got done were not planned?
why: To see where the team spends its time, without what was estimated
definition: >-
  Tickets that were added after the start and done, divided by all that were done in the sprint.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: unplanned_share
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 20, amber: 40, source: "as unplanned share" }
version: 1
since: 2026-11-27
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.added THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.done
