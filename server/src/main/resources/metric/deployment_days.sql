/*---
id: deployment_days
title: Days with a deployment
phase: deployment
question: On how many days of a week does a change reach production?
why: Deploying fast shows that the pipeline is reliable and fast enough to push changes
definition: >-
  Days of the team's time zone on which any change was successfully deployed to production, by the weeks of the
  period; a day counts once, however many services were deployed on it. Rollbacks, changes of nothing but settings,
  and what did not come to a good end are left out. 0 only for time that the sources were read for.
unit: per_week
better: higher
kind: days
attribute: service
subject: production_deployment
part-of: deployment_frequency
needs: [gitops_sync, deployment]
misleads-when: teams own different numbers of services; with many, nearly every day is one
source: Argo CD, GitLab (until a service has its first sync)
target: { on: value, green: 3, amber: 1, source: "Four Keys: daily is three days of a week, weekly is one" }
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
