/*---
id: incident_count
title: Incidents
phase: monitoring
question: How often does something break in production?
why: To know how many incidents there are, reported by customers and triggered by monitoring
definition: >-
  Outages by when they began, each once whoever tells of it: monitoring, checks from outside, people and customers. What
  several systems tell at the same time of the same service is one; the page of an incident says why, and a person can
  undo it. Merged ones, duplicates and tests are left out. Each severity can be asked for as a part.
unit: count
better: lower
kind: count
attribute: service
subject: production_incident
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
WHERE i.counted
