/*---
id: unit_coverage_branch
title: Unit test coverage, branches
phase: build
question: How many of the branches do unit tests take?
why: To make sure that the changes are tested before they are merged
definition: >-
  Taken branches divided by branches that can be taken, otherwise as unit test coverage. Tools that do not tell of
  branches are left out.
unit: percent
better: higher
kind: share
attribute: service
subject: build_report
part-of: unit_coverage
needs: [build_report]
misleads-when: lines are run by tests that check nothing
source: "The gate command, uploads, GitLab, Jenkins"
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
  b.covered_branches AS numerator,
  b.branches AS denominator
FROM build_report b
WHERE b.kind = 'coverage' AND b.gate <> 'functional-test' AND b.is_main AND b.branches > 0
