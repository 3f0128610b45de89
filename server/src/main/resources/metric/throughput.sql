/*---
id: throughput
title: Throughput
phase: monitoring
question: How much load do we handle?
why: To know how much load we are able to handle
definition: >-
  Requests in production by the minutes of which it is known how many there were, over the period. Of several
  services it is the mean of one running service, weighted by how long each is known.
unit: rpm
better: none
kind: ratio
attribute: service
subject: project
needs: [service_sample]
misleads-when: a service is watched only while it is busy
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
  h.requests AS numerator,
  h.counted_seconds / 60.0 AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.counted_seconds > 0
