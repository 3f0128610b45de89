/*---
id: functional_test_coverage_at_completion
title: Functional test coverage at completion
phase: deep-dive
question: How many of the finished stories had a test case?
why: To see whether test cases come late, or never
definition: >-
  Stories and tasks with at least one linked test case when they were done, divided by all stories and tasks that were
  done in the period. Tests that are drafts, archived or deleted now do not count. No data where nothing tells of tests.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: functional_test_coverage
needs: [ticket, ticket_change, test_case]
misleads-when: a test case is an empty title
source: QMetry
target: { on: value, green: 90, amber: 70, source: "as functional test coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  t.id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN x.ticket_id IS NOT NULL THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket t
JOIN tested_source d ON d.source_id = t.source_id
LEFT JOIN (
  SELECT DISTINCT l.ticket_id
  FROM ticket_test l JOIN ticket k ON k.id = l.ticket_id
  WHERE NOT l.draft AND l.linked_at <= k.done_at AND l.unlinked_at > k.done_at
) x ON x.ticket_id = t.id
WHERE t.done_at IS NOT NULL AND t.kind IN ('story', 'task')
  AND coalesce(t.outcome, 'done') = 'done'
