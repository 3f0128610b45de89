/*---
id: error_rate
title: Error rate
phase: monitoring
question: Which share of the requests end in failure?
why: To know the percentage of requests that end in failure
definition: >-
  Failed requests divided by requests in production, over the hours of the period; a service weighs as much as it is
  used. Errors that are expected are no errors where the source tells. Hours in which failures were not told are left
  out; no requests are no data.
unit: percent
better: lower
kind: ratio
attribute: service
subject: project
needs: [service_sample]
misleads-when: an error is answered with a page that says 200, or clients try again until it works
source: New Relic
target: { on: value, green: 1, amber: 2, source: "METRICS: 1, and 0.1 for services with an objective; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  h.errors AS numerator,
  h.judged_requests AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.judged_requests > 0
