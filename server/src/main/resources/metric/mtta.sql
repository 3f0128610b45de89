/*---
id: mtta
title: Time to acknowledge an incident
phase: monitoring
question: How long does it take until somebody looks at it?
why: To know how long nobody looks
definition: >-
  Acknowledged minus triggered, of the incidents that were acknowledged in the period: the first time that somebody
  did; of a ticket, when work on it began. What ended by itself without anybody has none.
unit: minutes
better: lower
kind: duration
attribute: service
subject: production_incident
clock: calendar
part-of: mttr_incident
needs: [incident]
misleads-when: alerts are acknowledged unread
source: PagerDuty, New Relic, Jira
target: { on: p50, green: 5, amber: 15, source: "ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  coalesce('SEV-' || CAST(i.severity AS text), 'unknown') AS part,
  i.acknowledged_at AS at,
  i.triggered_at AS started_at,
  i.acknowledged_at AS ended_at
FROM production_incident i
WHERE i.timed AND i.acknowledged_at IS NOT NULL
