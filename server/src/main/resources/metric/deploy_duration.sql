/*---
id: deploy_duration
title: Deployment duration
phase: deployment
question: How long does a deployment take until all of it is healthy?
why: To evaluate the outcome of deployments; it feeds the reliability of our pipelines
definition: >-
  From the beginning of the first sync until everything that it changed was healthy in all clusters, less the time
  that a rollout waited for a person. Only those of which the health is told.
unit: minutes
better: lower
kind: value
attribute: service
subject: production_deployment
needs: [gitops_sync, rollout]
misleads-when: steps are left out to be faster
source: Argo CD, Argo Rollouts
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.healthy_at AS at,
  (CAST(extract(epoch FROM d.healthy_at - d.started_at) AS double precision)
     - coalesce(d.paused_seconds, 0.0)) / 60.0 AS value
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.healthy_at IS NOT NULL
