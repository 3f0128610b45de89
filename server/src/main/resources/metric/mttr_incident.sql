/*---
id: mttr_incident
title: Time to resolve an incident
phase: monitoring
question: How long is something broken?
why: To know how long it takes until an incident is over
definition: >-
  Resolved minus triggered, of the incidents that were resolved in the period: the first that told of it and the last
  that said it was over, reopened ones included; the median. Merged and duplicate ones are the other's, and what a
  machine ended within two minutes is left out, as is what never began. Time for which it was snoozed counts. Open ones
  are not in it. Each severity can be asked for as a part.
unit: hours
better: lower
kind: duration
attribute: service
subject: production_incident
clock: calendar
needs: [incident]
coverage:
  of: production_incident
  among: i.resolved_at IS NOT NULL
  when: i.triggered_at IS NOT NULL AND i.service_id IS NOT NULL
misleads-when: incidents are closed before they are over
source: PagerDuty, New Relic, Jira
target: { on: p50, green: 1, amber: 24, source: "METRICS: an hour for the severe, a day for the rest" }
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
