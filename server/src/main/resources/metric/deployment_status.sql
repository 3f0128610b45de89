/*---
id: deployment_status
title: Deployments that succeeded
phase: deployment
question: How often does a deployment to production come to a good end?
why: To evaluate the outcome of deployments; it feeds the reliability of our pipelines
definition: >-
  Deployments that succeeded, divided by those that came to an end: succeeded, failed, aborted, rolled back or
  superseded. One that runs still is in neither. The same artifact in several clusters within hours is one deployment,
  and so are its attempts; what only changes settings, heals itself or brings the same again is none. One whose health
  is degraded within the watch window failed.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: production_deployment
needs: [gitops_sync, deployment, rollout]
misleads-when: failed attempts are never told, as where only the history of successes is read
source: Argo CD, GitLab (until a service has its first sync)
target: { on: value, green: 95, amber: 90, source: "METRICS; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  CASE WHEN d.status = 'succeeded' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.ended_at IS NOT NULL
