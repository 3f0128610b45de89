/*---
id: load_p95
title: Load test, 95th percentile
phase: build
question: How long do users wait under load?
why: To make sure that the application keeps up with the load that is expected
definition: >-
  95 of 100 samples took no longer than this, by JMeter's elapsed time, to the last byte. Each transaction of the
  newest load test of each service's main branch at the end of the period, or now; the headline is the slowest
  transaction. Parts of a transaction are not counted beside it, shards of one run are read together, and only the
  part of the run that the rules name counts. Each transaction can be asked for as a part.
unit: milliseconds
better: lower
kind: latest
aggregate: worst
attribute: service
subject: build_report
needs: [build_report]
misleads-when: another number of users is another series; a load generator that waits for answers hides waiting
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 500, amber: 1000, source: "ours, where a service agreed on nothing" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  t.name AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  t.p95 AS value
FROM build_report b
JOIN fact_report_transaction t ON t.report_id = b.id
WHERE b.kind = 'load' AND b.is_main AND t.p95 IS NOT NULL
