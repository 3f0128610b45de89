/*---
id: functional_test_coverage_passing
title: Functional test coverage, passing
phase: deep-dive
question: How many stories passed their tests in their sprint?
why: To encourage the addition of relevant test cases to tickets
definition: >-
  Stories and tasks of which at least one linked test case was run in the sprint and the last run of each that was run
  passed, divided by all stories and tasks of the sprint. A test case that was not run is not asked for a
  result. No data where nothing tells of runs.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: functional_test_coverage
needs: [ticket, sprint, test_case, test_run]
misleads-when: failing tests are run again until they pass
source: QMetry
target: { on: value, green: 90, amber: 70, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.tests_run > 0 AND st.tests_passed = st.tests_run THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_story AND st.tests_run IS NOT NULL
