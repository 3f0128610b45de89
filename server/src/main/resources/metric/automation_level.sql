/*---
id: automation_level
title: Automation level
phase: deployment
question: How many deployments went from the build to production without a hand?
why: It is an actively tracked target
definition: >-
  Deployments whose change in Git was made by a machine, and which no person began or let go on, divided by the
  deployments of which it is known who changed Git.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: production_deployment
needs: [gitops_sync, gitops_change]
coverage:
  of: production_deployment
  among: d.kind = 'change' AND d.via = 'argocd'
  when: d.made_by IS NOT NULL AND d.by_hand IS NOT NULL
misleads-when: machines write what people tell them by hand
source: Argo CD, GitLab
target: { on: value, green: 100, amber: 80, source: "METRICS: trend to 100; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  CASE WHEN d.made_by = 'bot' AND NOT d.by_hand THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind = 'change' AND d.ended_at IS NOT NULL AND d.made_by IS NOT NULL AND d.by_hand IS NOT NULL
