/*---
id: deploy_impact_error_rate
title: Error rate after a deployment
phase: deployment
question: How many more requests fail after a deployment?
why: To measure the impact of the deployment on the error rate
definition: >-
  Error rate of the half hour after a deployment served all, less the one of the half hour before it began, in
  percentage points; the median over deployments. Only of those that can be judged: at least 100 requests on either
  side of which it is known whether they failed, no other deployment of the service or of one that it calls
  meanwhile, and no more than half as much traffic more or less.
unit: percent
better: lower
kind: value
attribute: service
subject: production_deployment
needs: [service_sample, gitops_sync]
coverage:
  of: deployment_impact
  when: d.enough AND NOT d.confounded AND d.before_judged >= 100 AND d.after_judged >= 100
misleads-when: deployments are made when nobody uses the service
source: New Relic, Argo CD
target: { on: p50, green: 0.1, amber: 0.5, source: "METRICS: +0.5 points are red; green ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  i.deployment_id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  i.served_at AS at,
  i.settled_at AS known_at,
  100.0 * i.after_errors / CAST(i.after_judged AS double precision)
    - 100.0 * i.before_errors / CAST(i.before_judged AS double precision) AS value
FROM deployment_impact i
WHERE i.enough AND NOT i.confounded AND i.before_judged >= 100 AND i.after_judged >= 100
