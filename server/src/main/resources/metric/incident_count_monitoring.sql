/*---
id: incident_count_monitoring
title: Incidents found by monitoring
phase: monitoring
question: How often do we find it before a customer does?
why: To know how many incidents there are, reported by customers and triggered by monitoring
definition: >-
  The same, of those of which monitoring or one of us told first.
unit: count
better: lower
kind: count
attribute: service
subject: production_incident
part-of: incident_count
needs: [incident]
misleads-when: alerts are switched off
source: PagerDuty, New Relic, Freshping, Jira
version: 1
since: 2026-11-28
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  coalesce('SEV-' || CAST(i.severity AS text), 'unknown') AS part,
  coalesce(i.triggered_at, i.resolved_at) AS at
FROM production_incident i
WHERE i.counted AND i.origin <> 'customer'
