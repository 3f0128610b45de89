/*---
id: acceptance_criteria_coverage_at_completion
title: Acceptance criteria coverage at completion
phase: deep-dive
question: How many of the finished stories said when they are done?
why: To see whether acceptance criteria come late, or never
definition: >-
  Stories and tasks with acceptance criteria when they were done, divided by all stories and tasks that were done in the
  period, in a sprint or not.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: acceptance_criteria_coverage
needs: [ticket, ticket_change]
misleads-when: criteria are written after what was built
source: Jira
target: { on: value, green: 95, amber: 80, source: "as acceptance criteria coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.done_criteria THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket t
WHERE t.done_at IS NOT NULL AND t.kind IN ('story', 'task')
  AND coalesce(t.outcome, 'done') = 'done'
