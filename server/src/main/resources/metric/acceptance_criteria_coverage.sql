/*---
id: acceptance_criteria_coverage
title: Acceptance criteria coverage
phase: deep-dive
question: How many stories say when they are done?
why: To encourage the addition of acceptance criteria by the product managers
definition: >-
  Stories and tasks with acceptance criteria, in a field of their own or under a heading of the description, divided
  by all stories and tasks of the sprint. Judged as it was when the sprint started, or when it was added. A template
  or a promise to write them is none.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: criteria repeat the title
source: Jira
target: { on: value, green: 95, amber: 80, source: "EPAM scope readiness; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.criteria THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_story
