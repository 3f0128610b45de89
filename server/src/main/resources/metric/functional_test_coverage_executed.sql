/*---
id: functional_test_coverage_executed
title: Functional test coverage, executed
phase: deep-dive
question: How many stories were tested in their sprint?
why: To encourage the addition of relevant test cases to tickets
definition: >-
  Stories and tasks of which at least one linked test case was run in the sprint, divided by all stories and tasks of
  the sprint. Test cases are those that count for functional test coverage. A run is one that ended in a result, also
  in blocked. No data where nothing tells of runs, as where tests are tickets of the tracker.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
part-of: functional_test_coverage
needs: [ticket, sprint, test_case, test_run]
misleads-when: only the easy test cases are run
source: QMetry
target: { on: value, green: 90, amber: 70, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.tests_run > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_story AND st.tests_run IS NOT NULL
