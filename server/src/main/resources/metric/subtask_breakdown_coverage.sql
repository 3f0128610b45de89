/*---
id: subtask_breakdown_coverage
title: Breakdown into sub-tasks
phase: deep-dive
question: How many larger stories were broken down?
why: Detailed breakdown of engineering steps into sub-tasks in each ticket
definition: >-
  Stories and tasks of 3 points or more, and those without an estimate, with at least one sub-task or item of a
  checklist, divided by all of these. Judged as it was when the sprint started, or when it was added.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: sub-tasks are made by a template
source: Jira
target: { on: value, green: 80, amber: 60, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.parts > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_story AND st.breakable
