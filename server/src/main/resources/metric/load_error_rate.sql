/*---
id: load_error_rate
title: Load test errors
phase: build
question: How many requests fail under load?
why: To make sure that the application keeps up with the load that is expected
definition: >-
  Failed samples divided by all samples of the load tests that ended in the period, assertions that did not hold
  included. Reports that do not tell which failed are left out.
unit: percent
better: lower
kind: ratio
attribute: service
subject: build_report
needs: [build_report]
misleads-when: answers are not checked, so that an error page is a success
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 1, amber: 2, source: "ours" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS at,
  b.failed_samples AS numerator,
  b.samples AS denominator
FROM build_report b
WHERE b.kind = 'load' AND b.samples > 0 AND b.failed_samples IS NOT NULL
