/*---
id: velocity_by_count
title: Velocity by tickets
phase: sprint-planning
question: How many tickets does the team finish in a sprint?
why: To potentially predict the delivery speed of a team, without what was estimated
definition: >-
  Tickets done in each sprint; the headline is the median over sprints. It is never compared across teams.
unit: count
better: none
kind: value
attribute: board
subject: sprint
part-of: velocity
needs: [ticket, sprint]
source: Jira
version: 1
since: 2026-11-27
---*/
SELECT
  s.id AS subject_id,
  s.board_id,
  s.completed_at AS at,
  coalesce(t.done, 0) AS value
FROM sprint s
LEFT JOIN (
  SELECT d.sprint_id, count(*) AS done FROM sprint_ticket d WHERE d.done GROUP BY d.sprint_id
) t ON t.sprint_id = s.id
WHERE s.completed_at IS NOT NULL AND s.tickets > 0
