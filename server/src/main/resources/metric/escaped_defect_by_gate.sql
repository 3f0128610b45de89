/*---
id: escaped_defect_by_gate
title: Failures that a gate should have caught
phase: deployment
question: How many failed deployments should a gate have stopped?
why: To find the gates that let through what they are there for
definition: >-
  Failed deployments with an incident of which the post-mortem names the gate that should have caught it, divided by
  all failed deployments. The coverage says of how many an incident is known at all.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: service
subject: production_deployment
part-of: change_failure_rate
needs: [gitops_sync, deployment, incident]
coverage:
  of: production_deployment
  among: d.failed AND d.kind IN ('change', 'rollback')
  when: d.incidents > 0
misleads-when: post-mortems name no gate
source: Argo CD, GitLab (until a service has its first sync), incidents
version: 1
since: 2026-11-28
---*/
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  d.settled_at AS known_at,
  d.final_at,
  CASE WHEN d.gate IS NOT NULL THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.failed AND d.ended_at IS NOT NULL
