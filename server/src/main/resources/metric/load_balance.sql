/*---
id: load_balance
title: Load balance
phase: sprint-planning
question: Is the work of a sprint spread over the team?
why: Is the team overwhelmed, are certain resources within the team under-utilised or over-utilised
definition: >-
  Points that each person was assigned when the sprint started, among those who had any work of it: the most, divided by
  the median. Tickets are counted instead where fewer than 80 % of a sprint are estimated; tickets of nobody are left
  out. The headline is the median over sprints. Below five people the number is withheld, and nobody is named.
unit: ratio
better: lower
kind: load
attribute: board
subject: sprint
people: true
needs: [ticket, sprint]
misleads-when: tickets are assigned when somebody begins with them, not when the sprint is planned
source: Jira
target: { on: value, green: 1.5, amber: 2, source: "ours, after LinearB's rules" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.sprint_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  st.person_id,
  st.start_weight AS weight
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.committed AND st.person_id IS NOT NULL
