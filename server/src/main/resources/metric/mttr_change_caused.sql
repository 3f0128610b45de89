/*---
id: mttr_change_caused
title: Time to resolve what a change broke
phase: monitoring
question: How long is something broken that we broke?
why: To know how long it takes until an incident is over
definition: >-
  As the time to resolve an incident, of those that are put down to a deployment, or of which people or labels say
  that a change was the cause.
unit: hours
better: lower
kind: duration
attribute: service
subject: production_incident
clock: calendar
part-of: mttr_incident
needs: [incident]
misleads-when: incidents are put down to nothing
source: PagerDuty, New Relic, Jira
version: 1
since: 2026-11-28
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  coalesce('SEV-' || CAST(i.severity AS text), 'unknown') AS part,
  i.resolved_at AS at,
  i.triggered_at AS started_at,
  i.resolved_at AS ended_at
FROM production_incident i
WHERE i.timed AND i.resolved_at IS NOT NULL
  AND (i.cause = 'change' OR i.id IN (SELECT d.incident_id FROM deployment_incident d))
