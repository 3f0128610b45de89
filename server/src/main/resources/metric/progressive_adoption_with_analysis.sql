/*---
id: progressive_adoption_with_analysis
title: Progressive delivery with analysis
phase: deployment
question: How many services are rolled out step by step and judged by measurements?
why: Progressive delivery is compulsory in the process
definition: >-
  Services whose application in production is rolled out as a canary or blue-green and judged by an analysis, divided
  by the services that are deployed to production and were looked at.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: service
part-of: progressive_adoption
needs: [gitops_application, deployment]
misleads-when: the analysis can hardly fail
source: Argo CD, Argo Rollouts
target: { on: value, green: 100, amber: 80, source: "ours" }
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
  CASE WHEN g.analysed THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gitops_service g
WHERE g.analysed IS NOT NULL
