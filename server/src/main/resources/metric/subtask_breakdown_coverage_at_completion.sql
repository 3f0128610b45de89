/*---
id: subtask_breakdown_coverage_at_completion
title: Breakdown into sub-tasks at completion
phase: deep-dive
question: How many of the larger finished stories had been broken down?
why: To see whether work is broken down while it is done
definition: >-
  Stories and tasks of 3 points or more when they were done, and those without an estimate, with at least one sub-task or
  item of a checklist by then, divided by all of these.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: subtask_breakdown_coverage
needs: [ticket, ticket_change]
misleads-when: sub-tasks are made by a template
source: Jira
target: { on: value, green: 80, amber: 60, source: "as breakdown into sub-tasks" }
version: 1
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.done_checklist > 0 OR p.ticket_id IS NOT NULL THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket t
LEFT JOIN (
  SELECT DISTINCT k.id AS ticket_id
  FROM ticket k JOIN ticket c ON c.parent_id = k.id
  WHERE c.kind = 'subtask' AND c.created_at <= k.done_at
) p ON p.ticket_id = t.id
WHERE t.done_at IS NOT NULL AND t.kind IN ('story', 'task')
  AND coalesce(t.outcome, 'done') = 'done'
  AND (t.done_weight >= 3 OR t.done_weight = 0)
