/*---
id: progressive_adoption_by_deployment
title: Deployments rolled out step by step
phase: deployment
question: How many deployments are rolled out step by step?
why: Progressive delivery is compulsory in the process
definition: >-
  Deployments of a change that went as a canary or blue-green, divided by those of which it is known how they went.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: production_deployment
part-of: progressive_adoption
needs: [gitops_sync, rollout]
misleads-when: one service with a canary is deployed most often
source: Argo CD, Argo Rollouts
target: { on: value, green: 100, amber: 80, source: "ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  CASE WHEN d.strategy IN ('canary', 'blue_green') THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind = 'change' AND d.ended_at IS NOT NULL AND d.strategy IS NOT NULL
