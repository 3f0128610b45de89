/*---
id: on_call_interruptions
title: Calls out of hours
phase: monitoring
question: How often are people called when they do not work?
why: To see when standing by costs people their sleep
definition: >-
  How often a person was called because of an incident outside their working hours, or between 22 and 7 of their own
  clock, in a week in which they were called at all; the median over people and weeks. Several ways of calling in one
  minute are one call.
unit: count
better: lower
kind: person_week
attribute: person
people: true
subject: production_incident
part-of: incident_count
needs: [incident]
misleads-when: people no longer put themselves on call
source: PagerDuty
target: { on: value, green: 2, amber: 4, source: "METRICS: two in a person's week; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  c.incident_id AS subject_id,
  CAST(NULL AS bigint) AS project_id,
  c.service_id,
  c.person_id,
  c.at,
  CASE WHEN c.hours IN ('off', 'sleep') THEN 1 ELSE 0 END AS weight
FROM incident_call c
WHERE c.person_id IS NOT NULL AND c.hours IS NOT NULL
