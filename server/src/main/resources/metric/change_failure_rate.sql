/*---
id: change_failure_rate
title: Change failure rate
phase: deployment
question: How often does a deployment harm production?
why: A low rate means a reliable pipeline that keeps defects out of production
definition: >-
  Deployments that failed, divided by all that can be judged. One failed when it did not come to its end, was aborted,
  was degraded within the watch window, was rolled back, was mended by a hotfix or a revert within a week, or an
  incident is put down to it; however often, it counts once. Until a day after its end it is pending and in neither,
  unless it is known to have failed; a reading may change for as long as a hotfix can follow.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: service
subject: production_deployment
needs: [gitops_sync, deployment, rollout, merge_request]
coverage:
  of: production_deployment
  among: d.kind IN ('change', 'rollback')
  when: d.changes IS NOT NULL
misleads-when: incidents are not told, or hotfixes are not called so
source: Argo CD, GitLab (until a service has its first sync), incidents
target: { on: value, green: 5, amber: 15, source: "METRICS; DORA 2024: 5 elite, 20 high, 10 medium, 40 low" }
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
  CASE WHEN d.failed THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.ended_at IS NOT NULL
