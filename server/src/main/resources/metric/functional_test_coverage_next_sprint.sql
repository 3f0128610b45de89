/*---
id: functional_test_coverage_next_sprint
title: Functional test coverage of the next sprint
phase: deep-dive
question: How many stories of the next sprint have a test case?
why: To close the gap while there is still time to
definition: >-
  Stories and tasks that are in the next sprint at the end of the period, or now while it runs, with at least one linked
  test case, divided by all of these. What is done is left out; tests that are drafts, archived or deleted now do not
  count. No data where nothing tells of tests. A sprint is the next one of its board from the start of the one before it
  on; of several that were not started, the one that is planned first.
unit: percent
better: higher
kind: share
wilson: true
attribute: board
subject: ticket
part-of: functional_test_coverage
needs: [ticket, sprint, ticket_change, test_case]
misleads-when: the next sprint is filled only when it starts
source: QMetry
target: { on: value, green: 90, amber: 70, source: "as functional test coverage" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.ticket_id AS subject_id,
  b.board_id,
  b.starts_at AS valid_from,
  b.ends_at AS valid_to,
  CASE WHEN b.tests > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_backlog b
WHERE b.is_story AND b.tests IS NOT NULL
