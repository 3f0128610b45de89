/*---
id: functional_flaky_rate
title: Flaky functional tests
phase: build
question: How many functional tests pass only when they are tried again?
why: To make sure that the functional behaviour is what was asked for
definition: >-
  Tests that passed when they were tried again, divided by all that passed, in the last run on each commit.
unit: percent
better: lower
kind: ratio
attribute: service
subject: build_report
part-of: functional_pass_rate
needs: [build_report]
misleads-when: retries are made by the pipeline, which then tells of one run only
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 2, amber: 5, source: "ours" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS at,
  b.flaky AS numerator,
  b.passed AS denominator
FROM build_report b
WHERE (b.kind = 'browser-tests' OR b.kind = 'tests' AND b.gate = 'functional-test') AND b.last_of_commit AND b.passed > 0 AND b.flaky IS NOT NULL
