/*---
id: velocity
title: Velocity
phase: sprint-planning
question: How much does the team finish in a sprint?
why: To potentially predict the delivery speed of a team
definition: >-
  Points done in each sprint, at the estimate of the closing, or hours where the board estimates in time; the headline is
  the median over sprints. Tickets are counted instead where fewer than 80 % of a sprint are estimated. It is never
  compared across teams.
unit: points
better: none
kind: value
attribute: board
subject: sprint
needs: [ticket, sprint]
misleads-when: points grow with the pressure on them
source: Jira
version: 1
since: 2026-11-26
---*/
SELECT
  s.id AS subject_id,
  s.board_id,
  s.completed_at AS at,
  s.done_weight AS value
FROM sprint s
WHERE s.completed_at IS NOT NULL AND s.tickets > 0
