/*---
id: deployment_frequency
title: Deployment frequency
phase: deployment
question: How often does a change reach production?
why: Deploying fast shows that the pipeline is reliable and fast enough to push changes
definition: >-
  Successful deployments of a change to production by the weeks of the period; the sum over the services. Rollbacks,
  changes of nothing but settings, and what did not come to a good end are left out. 0 only for time that the sources
  were read for.
unit: per_week
better: higher
kind: rate
attribute: service
subject: production_deployment
needs: [gitops_sync, deployment]
misleads-when: large changes are cut only to be counted more often
source: Argo CD, GitLab (until a service has its first sync)
target: { on: value, green: 1, amber: 0.25, source: "DORA 2024: high once a day to once a week, medium to once a month" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at
FROM production_deployment d
WHERE d.kind = 'change' AND d.status = 'succeeded' AND d.ended_at IS NOT NULL
