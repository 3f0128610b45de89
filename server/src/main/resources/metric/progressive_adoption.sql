/*---
id: progressive_adoption
title: Progressive delivery adoption
phase: deployment
question: How many services are rolled out step by step?
why: Progressive delivery is compulsory in the process
definition: >-
  Services whose application in production is rolled out as a canary or blue-green, divided by the services that are
  deployed to production and were looked at. A rollout without steps is none.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: service
needs: [gitops_application, deployment]
misleads-when: steps pass at once
source: Argo CD, Argo Rollouts
target: { on: value, green: 100, amber: 80, source: "the process: compulsory; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  g.service_id AS subject_id,
  g.project_id,
  g.service_id,
  CAST(NULL AS bigint) AS person_id,
  g.valid_from,
  g.valid_to,
  CASE WHEN g.progressive THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gitops_service g
WHERE g.progressive IS NOT NULL
