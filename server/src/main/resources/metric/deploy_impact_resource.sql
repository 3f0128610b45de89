/*---
id: deploy_impact_resource
title: Resources after a deployment
phase: deployment
question: How much dearer is a request after a deployment?
why: To measure the impact of the deployment on resources
definition: >-
  Change of the processor time that a request costs, from the half hour before a deployment began to the one after it
  served all, in percent; the median over deployments. Only of those that can be judged: at least 100 requests and
  five stretches on either side of which both are told, no other deployment of the service or of one that it calls
  meanwhile, and no more than half as much traffic more or less.
unit: percent
better: lower
kind: value
attribute: service
subject: production_deployment
needs: [service_sample, gitops_sync]
coverage:
  of: deployment_impact
  when: NOT d.confounded AND d.before_costed >= 5 AND d.after_costed >= 5 AND d.before_cpu_requests >= 100
    AND d.after_cpu_requests >= 100 AND d.before_cpu_seconds > 0
misleads-when: a service that warms up needs more at first
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
  100.0 * i.after_cpu_seconds * i.before_cpu_requests
    / CAST(i.before_cpu_seconds * i.after_cpu_requests AS double precision) - 100.0 AS value
FROM deployment_impact i
WHERE NOT i.confounded AND i.before_costed >= 5 AND i.after_costed >= 5 AND i.before_cpu_requests >= 100
    AND i.after_cpu_requests >= 100 AND i.before_cpu_seconds > 0
