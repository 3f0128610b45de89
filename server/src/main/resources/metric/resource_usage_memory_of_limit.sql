/*---
id: resource_usage_memory_of_limit
title: Memory usage, of the limit
phase: monitoring
question: How near to its limit does the memory get?
why: To know how much of what is paid for is used
definition: >-
  Memory used divided by the most that it may be, in production, over the stretches of which both are known. A service weighs as much as it asks for.
unit: percent
better: none
kind: ratio
attribute: service
subject: project
part-of: resource_usage
needs: [service_sample]
misleads-when: it is a mean, in which short peaks do not show; see the spread of the hours
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
  h.memory_byte_seconds AS numerator,
  h.memory_limit_byte_seconds AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.memory_byte_seconds IS NOT NULL AND h.memory_limit_byte_seconds > 0
