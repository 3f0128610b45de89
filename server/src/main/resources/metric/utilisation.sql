/*---
id: utilisation
title: Utilisation
phase: sprint-planning
question: How much of what the team can do was planned?
why: Is the team overwhelmed, are its people under-utilised or over-utilised
definition: >-
  What was committed when the sprint started, divided by what the team can do. Where four in five of it have an estimate
  of time, both are hours: the working hours of the team's people up to the planned end, by their own calendars and
  holidays, times the focus factor (0.8, or what the team says); a day without hours in the calendar has eight. Else it
  is points, or tickets where points say nothing, by the mean velocity of up to six sprints closed before it, at least
  three. The parts say which; the headline is the median over sprints.
unit: percent
better: range
kind: value
attribute: board
subject: sprint
needs: [ticket, sprint]
misleads-when: work is done that is in no ticket, or holidays are in no calendar
source: Jira
target: { on: value, green: 85, amber: 100, low: 70, source: "queueing argument, dsebastien.net; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  u.id AS subject_id,
  u.board_id,
  u.completed_at AS at,
  u.basis AS part,
  100.0 * u.planned / CAST(u.capacity AS double precision) AS value
FROM (
  SELECT
    s.id,
    s.board_id,
    s.completed_at,
    CASE WHEN s.planned_hours > 0 AND s.capacity_hours > 0 THEN 'hours' WHEN s.by_count THEN 'tickets' ELSE 'points' END
      AS basis,
    CASE WHEN s.planned_hours > 0 AND s.capacity_hours > 0 THEN s.planned_hours ELSE s.committed_weight END AS planned,
    CASE
      WHEN s.planned_hours > 0 AND s.capacity_hours > 0 THEN s.capacity_hours
      WHEN count(*) OVER earlier >= 3 THEN avg(s.done_weight) OVER earlier
    END AS capacity
  FROM sprint s
  WHERE s.completed_at IS NOT NULL AND s.tickets > 0
  WINDOW earlier AS (
    PARTITION BY s.board_id, s.by_count
    ORDER BY s.completed_at NULLS LAST, s.id NULLS LAST
    ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING)
) u
WHERE u.capacity > 0
