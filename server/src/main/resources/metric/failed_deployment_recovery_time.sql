/*---
id: failed_deployment_recovery_time
title: Failed deployment recovery time
phase: deployment
question: How long does it take until production is well again after a deployment that failed?
why: A low rate means a reliable pipeline that keeps defects out of production
definition: >-
  From the end of a deployment that failed until its rollback or its fix runs, the incident that is put down to it is
  resolved, or its health is good again, whichever comes first. What was aborted was restored at once, since the
  former version goes on serving. It counts when it was restored; what is not restored yet is ageing.
unit: hours
better: lower
kind: duration
attribute: service
subject: production_deployment
clock: calendar
needs: [gitops_sync, deployment, rollout]
misleads-when: failures are found long after the deployment
source: Argo CD, GitLab (until a service has its first sync), incidents
target: { on: p50, green: 1, amber: 24, source: "DORA 2024: elite below an hour, high below a day" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.restored_at AS at,
  d.ended_at AS started_at,
  d.restored_at AS ended_at
FROM production_deployment d
WHERE d.failed AND d.kind IN ('change', 'rollback') AND d.restored_at IS NOT NULL
