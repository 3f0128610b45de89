/*---
id: incidents_per_100_deployments
title: Incidents for 100 deployments
phase: monitoring
question: How much breaks for how much we change?
why: To know how many incidents there are, reported by customers and triggered by monitoring
definition: >-
  Outages that began in the period, whatever their cause, for a hundred deployments to production that ended in it.
  Configuration, re-syncs and what has not ended are no deployments. Without deployments there is no value.
unit: ratio
better: lower
kind: ratio
attribute: service
subject: production_incident
part-of: incident_count
needs: [incident, deployment]
misleads-when: few and large deployments make the same incidents look like more
source: PagerDuty, New Relic, Jira, Argo CD, GitLab
version: 1
since: 2026-11-28
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  coalesce(i.triggered_at, i.resolved_at) AS at,
  100 AS numerator,
  0 AS denominator
FROM production_incident i
WHERE i.counted
UNION ALL
SELECT
  d.id AS subject_id,
  d.project_id,
  d.service_id,
  CAST(NULL AS bigint) AS person_id,
  d.ended_at AS at,
  0 AS numerator,
  1 AS denominator
FROM production_deployment d
WHERE d.kind IN ('change', 'rollback') AND d.status <> 'in_progress'
