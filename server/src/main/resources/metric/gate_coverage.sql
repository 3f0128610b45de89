/*---
id: gate_coverage
title: Gates that were run
phase: build
question: Of what runs in production, was every gate that it had to pass run at all?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  Services whose version in production at the end of the period, or now, had come to a verdict at each gate that it
  has to pass, divided by services of which something runs. Passed, failed and waived are verdicts; no data is none.
  Libraries count by their last release. Where Argo CD tells of a service, it says what runs. Counted since the first
  gate of the organisation is known; what runs of no known commit is left out.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: shipped
needs: [gate_run, deployment, gitops_sync]
misleads-when: a gate is run and asks for nothing
source: "The gate command, uploads, GitLab, Jenkins, Argo CD"
target: { on: value, green: 100, amber: 90, source: "METRICS" }
version: 1
since: 2026-11-27
---*/
SELECT
  s.id AS subject_id,
  s.project_id,
  s.service_id,
  CAST(NULL AS bigint) AS person_id,
  s.arrived_at AS valid_from,
  s.ends_at AS valid_to,
  CASE WHEN s.executed = s.required THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM shipped s
WHERE s.required > 0
