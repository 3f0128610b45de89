/*---
id: functional_pass_rate
title: Functional tests passed
phase: build
question: How many of the functional tests pass?
why: To make sure that the functional behaviour is what was asked for
definition: >-
  Tests that passed divided by tests that passed or failed, in the last run on each commit; broken ones count as
  failed, skipped ones are left out. A test that passed when it was tried again passed, and is flaky.
unit: percent
better: higher
kind: ratio
attribute: service
subject: build_report
needs: [build_report]
misleads-when: tests that fail are skipped or taken out
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 100, amber: 98, source: "ours: the gate asks for all" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS at,
  b.passed AS numerator,
  b.passed + b.failed AS denominator
FROM build_report b
WHERE (b.kind = 'browser-tests' OR b.kind = 'tests' AND b.gate = 'functional-test') AND b.last_of_commit AND b.passed + b.failed > 0
