/*---
id: deploy_impact_throughput
title: Throughput after a deployment
phase: deployment
question: How does the load change with a deployment?
why: To measure the impact of the deployment on throughput
definition: >-
  Change of the requests a minute, from the half hour before a deployment began to the one after it served all, in
  percent; of each half hour the median of its stretches. The headline is the median over deployments. Only of those
  that can be judged: at least 100 requests and five stretches on either side, and no other deployment of the service
  or of one that it calls meanwhile.
unit: percent
better: none
kind: value
attribute: service
subject: production_deployment
needs: [service_sample, gitops_sync]
coverage:
  of: deployment_impact
  when: d.enough AND NOT d.overlapped AND d.before_counted >= 5 AND d.after_counted >= 5 AND d.before_rpm > 0
misleads-when: users come and go by the hour of the day
source: New Relic, Argo CD
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
  100.0 * (i.after_rpm - i.before_rpm) / CAST(i.before_rpm AS double precision) AS value
FROM deployment_impact i
WHERE i.enough AND NOT i.overlapped AND i.before_counted >= 5 AND i.after_counted >= 5 AND i.before_rpm > 0
