/*---
id: load_result
title: Load tests passed
phase: build
question: How often does a load test keep what was agreed?
why: Passing means that all thresholds that were agreed on for the service hold
definition: >-
  Load tests that kept every agreed threshold, divided by those that did or did not. One of a service that agreed on
  nothing has no data and is left out, and so is one that is waived.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: gate_run
needs: [gate_run]
misleads-when: thresholds are raised to what is measured
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 100, amber: 90, source: "the process: pass" }
version: 1
since: 2026-11-27
---*/
SELECT
  g.id AS subject_id,
  g.project_id,
  g.service_id,
  CAST(NULL AS bigint) AS person_id,
  g.judged_at AS at,
  CASE WHEN o.verdict = 'pass' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gate_run g
JOIN fact_gate_outcome o ON o.gate_run_id = g.id
WHERE o.gate = 'load-test' AND o.verdict IN ('pass', 'fail')
