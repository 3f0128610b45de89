/*---
id: resource_usage_per_1000_requests
title: Processor time for 1,000 requests
phase: monitoring
question: What does a request cost?
why: To see when a change makes each request dearer
definition: >-
  Seconds of processor time used for a thousand requests, in production, over the hours of which both are known.
unit: ratio
better: lower
kind: ratio
attribute: service
subject: project
part-of: resource_usage
needs: [service_sample]
misleads-when: work is done that no request asks for
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
  h.cpu_seconds AS numerator,
  h.requests / 1000.0 AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.cpu_seconds IS NOT NULL AND h.requests > 0
