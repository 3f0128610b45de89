/*---
id: deploy_paused
title: Time paused for a person
phase: deployment
question: How long does a rollout wait for somebody to let it go on?
why: To evaluate the outcome of deployments; it feeds the reliability of our pipelines
definition: >-
  How long each step-by-step deployment stood still until a person let it go on; 0 where it never did. Of several
  clusters the longest.
unit: minutes
better: lower
kind: value
attribute: service
subject: production_deployment
part-of: deploy_duration
needs: [gitops_sync, rollout]
misleads-when: rollouts are let go on without a look
source: Argo Rollouts
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  d.paused_seconds / 60.0 AS value
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.strategy IN ('canary', 'blue_green')
  AND d.paused_seconds IS NOT NULL AND d.ended_at IS NOT NULL
