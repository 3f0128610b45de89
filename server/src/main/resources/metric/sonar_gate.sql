/*---
id: sonar_gate
title: SonarQube quality gate
phase: build
question: Does the main branch pass the gate of the code?
why: Static analysis guards the quality of the code before it is in production
definition: >-
  Main branches whose latest analysis passed its quality gate, divided by those that have a gate, at the end of the
  period. A gate that only warned, as old servers do, passed.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: code_analysis
needs: [code_analysis]
misleads-when: conditions are taken out of the gate
source: SonarQube
target: { on: value, green: 100, source: "Sonar way" }
version: 1
since: 2026-11-27
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.at AS valid_from,
  a.valid_to,
  CASE WHEN a.gate_status IN ('ok', 'warn') THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.gate_status IN ('ok', 'warn', 'error')
