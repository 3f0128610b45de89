/*---
id: gate_pass_rate
title: Gates passed
phase: build
question: How often does a build pass a gate?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  Gates that passed, divided by those that passed or failed, over all runs of the period. Not applicable, waived, no
  data and unreadable are left out. Each gate can be asked for as a part. The gate command judges them; the gate of
  a SonarQube has a metric of its own.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: gate_run
needs: [gate_run]
misleads-when: limits are lowered until everything passes
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 90, amber: 80, source: "METRICS" }
version: 1
since: 2026-11-27
---*/
SELECT
  g.id AS subject_id,
  g.project_id,
  g.service_id,
  CAST(NULL AS bigint) AS person_id,
  g.judged_at AS at,
  o.gate AS part,
  CASE WHEN o.verdict = 'pass' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gate_run g
JOIN fact_gate_outcome o ON o.gate_run_id = g.id
WHERE o.verdict IN ('pass', 'fail') AND g.tool = 'throughline-gate'
