/*---
id: resource_usage
title: Resource usage
phase: monitoring
question: Is what we ask for used?
why: To know how much of what is paid for is used
definition: >-
  Processor time used divided by what was asked for, in production, over the stretches of which both are known. A service weighs as much as it asks for.
unit: percent
better: range
kind: ratio
attribute: service
subject: project
needs: [service_sample]
misleads-when: it is a mean, in which short peaks do not show; see the spread of the hours
source: New Relic
target: { on: value, low: 40, green: 80, amber: 90, source: "METRICS: 40 to 80; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  h.cpu_seconds AS numerator,
  h.cpu_requested_seconds AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.cpu_seconds IS NOT NULL AND h.cpu_requested_seconds > 0
