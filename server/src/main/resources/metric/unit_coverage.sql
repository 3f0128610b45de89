/*---
id: unit_coverage
title: Unit test coverage
phase: build
question: How much of the code do unit tests run?
why: To make sure that the changes are tested before they are merged
definition: >-
  Covered lines divided by lines that can be covered, of the newest report of each service's main branch at the end
  of the period, or now. Several reports of one build are laid over each other line by line; of several services the
  lines are added up, never the percentages. A build without a report changes nothing; a service without any report
  is not in it.
unit: percent
better: higher
kind: share
attribute: service
subject: build_report
needs: [build_report]
misleads-when: lines are run by tests that check nothing
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 75, amber: 60, source: "Google: 60 acceptable, 75 commendable, 90 exemplary" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS valid_from,
  b.valid_to,
  b.covered_lines AS numerator,
  b.lines AS denominator
FROM build_report b
WHERE b.kind = 'coverage' AND b.gate <> 'functional-test' AND b.is_main AND b.lines > 0
