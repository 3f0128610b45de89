/*---
id: gate_bypass_rate
title: Gates bypassed
phase: build
question: How often does a version reach production past a gate?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  Production deployments of which a gate that they had to pass had failed, was waived or had no verdict when they
  arrived, divided by production deployments. Where Argo CD tells of a service, its changes and rollbacks that came to
  run count, and GitLab's deployments until then. Counted since the first gate of the organisation is known; what is of
  no known commit is left out.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: service
subject: shipped
needs: [gate_run, deployment, gitops_sync]
misleads-when: the gate is taken out of the rules
source: "The gate command, uploads, GitLab, Jenkins, Argo CD"
target: { on: value, green: 0, amber: 5, source: "METRICS: 0 unwaived" }
version: 1
since: 2026-11-27
---*/
SELECT
  s.id AS subject_id,
  s.project_id,
  s.service_id,
  CAST(NULL AS bigint) AS person_id,
  s.arrived_at AS at,
  CASE WHEN s.failed + s.missing + s.waived > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM shipped s
WHERE s.kind = 'deployment' AND s.required > 0
