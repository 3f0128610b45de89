/*---
id: failed_deployment_recovery_time_from_detection
title: Recovery time from detection
phase: deployment
question: How long does it take from noticing that a deployment failed until production is well again?
why: A low rate means a reliable pipeline that keeps defects out of production
definition: >-
  As the failed deployment recovery time, but from when the failure was noticed: the deployment did not come to its
  end or was aborted, its health was degraded, or an incident was triggered. What was only known by its rollback or
  hotfix has no such moment and is left out.
unit: hours
better: lower
kind: duration
attribute: service
subject: production_deployment
clock: calendar
part-of: failed_deployment_recovery_time
needs: [gitops_sync, deployment, rollout]
misleads-when: nobody watches
source: Argo CD, GitLab (until a service has its first sync), incidents
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.restored_at AS at,
  d.detected_at AS started_at,
  d.restored_at AS ended_at
FROM production_deployment d
WHERE d.failed AND d.kind IN ('change', 'rollback') AND d.restored_at IS NOT NULL
  AND d.detected_at IS NOT NULL
