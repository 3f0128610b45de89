/*---
id: mttr_incident_mean
title: Time to resolve an incident, mean
phase: monitoring
question: How long is something broken?
why: To know how long it takes until an incident is over
definition: >-
  The mean of the same, because the name says mean. One long incident moves it more than a hundred short ones.
unit: hours
better: lower
kind: value
aggregate: mean
attribute: service
subject: production_incident
part-of: mttr_incident
needs: [incident]
misleads-when: one incident was left open for weeks
source: PagerDuty, New Relic, Jira
version: 1
since: 2026-11-28
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  i.resolved_at AS at,
  extract(epoch FROM (i.resolved_at - i.triggered_at)) / 3600.0 AS value
FROM production_incident i
WHERE i.timed AND i.resolved_at IS NOT NULL
