/*---
id: deploy_impact_latency
title: Latency after a deployment
phase: deployment
question: How much slower are answers after a deployment?
why: To measure the impact of the deployment on latency
definition: >-
  Change of the 95th percentile of the time of answers, from the half hour before a deployment began to the one after
  it served all, in percent; of each half hour the median of what its stretches tell. The headline is the median over
  deployments. Only of those that can be judged: at least 100 requests and five stretches on either side, no other
  deployment of the service or of one that it calls meanwhile, and no more than half as much traffic more or less.
unit: percent
better: lower
kind: value
attribute: service
subject: production_deployment
needs: [service_sample, gitops_sync]
coverage:
  of: deployment_impact
  when: d.enough AND NOT d.confounded AND d.before_timed >= 5 AND d.after_timed >= 5 AND d.before_p95 > 0
misleads-when: what fails at once is fast as well
source: New Relic, Argo CD
target: { on: p50, green: 10, amber: 20, source: "METRICS: +20 % is red; green ours" }
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
  100.0 * (i.after_p95 - i.before_p95) / CAST(i.before_p95 AS double precision) AS value
FROM deployment_impact i
WHERE i.enough AND NOT i.confounded AND i.before_timed >= 5 AND i.after_timed >= 5 AND i.before_p95 > 0
