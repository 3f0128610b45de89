/*---
id: deployment_rework_rate
title: Deployment rework rate
phase: deployment
question: How many deployments were unplanned, to mend what users saw?
why: A low rate means a reliable pipeline that keeps defects out of production
definition: >-
  Deployments that were made because of a fault that users saw, divided by all: those that carry a hotfix or take back
  what an earlier one brought within a week, those that carry a change for what a customer reported as an incident,
  and those that carry nothing but mended bugs. A person may say otherwise. DORA asks over six months.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: service
subject: production_deployment
needs: [gitops_sync, deployment, merge_request]
coverage:
  of: production_deployment
  among: d.kind IN ('change', 'rollback')
  when: d.changes IS NOT NULL
misleads-when: bugs are mended in the shadow of other work
source: Argo CD, GitLab (until a service has its first sync), Jira
target: { on: value, green: 5, amber: 15, source: "METRICS; the mean of DORA 2025 is 22 %" }
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  CASE WHEN d.is_rework THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.ended_at IS NOT NULL
