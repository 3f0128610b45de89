/*---
id: resource_usage_hours
title: Resource usage by hour
phase: monitoring
question: How is the usage spread over the hours?
why: To know how much of what is paid for is used
definition: >-
  Processor time used divided by what was asked for, of each running service and hour in production: the median, with
  the 75th and 90th percentile beside it.
unit: percent
better: none
kind: value
attribute: service
subject: project
part-of: resource_usage
needs: [service_sample]
misleads-when: hours are means themselves
source: New Relic
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  100.0 * h.cpu_seconds / CAST(h.cpu_requested_seconds AS double precision) AS value
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.cpu_seconds IS NOT NULL AND h.cpu_requested_seconds > 0
