/*---
id: functional_test_coverage
title: Functional test coverage
phase: deep-dive
question: How many stories have a test case?
why: To encourage the addition of relevant test cases to tickets
definition: >-
  Stories and tasks with at least one linked test case, divided by all stories and tasks of the sprint. Links come from
  the test management, or from the tracker where tests are tickets. Judged as it was when the sprint started, or when
  it was added; where a source does not tell when a link was made, it counts from the test's creation on. Tests that
  are drafts, archived or deleted now do not count. No data where nothing tells of tests.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint, test_case]
misleads-when: a test case is an empty title
source: QMetry
target: { on: value, green: 90, amber: 70, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE WHEN st.tests > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.is_story AND st.tests IS NOT NULL
