/*---
id: gate_bypass_unwaived
title: Gates bypassed without a waiver
phase: build
question: How often does that happen without anybody answering for it?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  As gates bypassed, without those of which every gate that did not pass is waived: by the rules of its build or by the
  organisation's own, whoever judged it. A waiver that had ended when the version arrived counts no more.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: service
subject: shipped
part-of: gate_bypass_rate
needs: [gate_run, deployment, gitops_sync]
misleads-when: the gate is taken out of the rules
source: "The gate command, uploads, GitLab, Jenkins, Argo CD"
target: { on: value, green: 0, amber: 2, source: "METRICS: 0 unwaived" }
version: 2
since: 2026-11-28
---*/
SELECT
  s.id AS subject_id,
  s.project_id,
  s.service_id,
  CAST(NULL AS bigint) AS person_id,
  s.arrived_at AS at,
  CASE WHEN s.failed + s.missing > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM shipped s
WHERE s.kind = 'deployment' AND s.required > 0
