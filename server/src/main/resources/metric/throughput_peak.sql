/*---
id: throughput_peak
title: Throughput at its peak
phase: monitoring
question: How much load did we handle at most?
why: To know how much load we are able to handle
definition: >-
  The most requests in a minute that a running service had in production, over the stretches that were measured. Not
  added up over services, whose peaks lie at other times.
unit: rpm
better: none
kind: value
aggregate: worst
attribute: service
subject: project
part-of: throughput
needs: [service_sample]
misleads-when: stretches are long, so that a short peak is spread over them
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
  h.peak_rpm AS value
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.peak_rpm IS NOT NULL
