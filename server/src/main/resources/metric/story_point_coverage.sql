/*---
id: story_point_coverage
title: Story point coverage
phase: deep-dive
question: How much of what enters a sprint was estimated?
why: To measure the adoption of work estimation in our product management process
definition: >-
  Stories and tasks with an estimate above 0, divided by all stories and tasks of the sprint; bugs as well where the
  team says so (planning: estimate_bugs). Each is judged as it was when the sprint started, or when it was added later.
  It counts with the closing of the sprint. What was done before is left out.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: everything gets the same number without a discussion
source: Jira
target: { on: value, green: 95, amber: 80, source: "EPAM scope readiness; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.estimated THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_sized
