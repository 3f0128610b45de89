/*---
id: latency
title: Latency
phase: monitoring
question: How fast do we respond to requests?
why: To know how fast we respond to requests
definition: >-
  95 of 100 answers in production took no longer than this. The counts of answers by their time are added up over the
  period, by service, and the percentile is read from them, linear between two limits; percentiles are never averaged.
  Of several services it is that of the slowest. Of what took longer than ten seconds only that is known: "over 10 000
  ms". Hours of which no counts are known are left out.
unit: milliseconds
better: lower
kind: histogram
percentile: 95
attribute: service
subject: project
needs: [service_sample]
misleads-when: what fails at once is fast as well
source: New Relic
target: { on: value, green: 500, amber: 1000, source: "ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  h.timed_requests AS total,
  h.up_to5,
  h.up_to10,
  h.up_to25,
  h.up_to50,
  h.up_to75,
  h.up_to100,
  h.up_to150,
  h.up_to250,
  h.up_to400,
  h.up_to650,
  h.up_to1000,
  h.up_to1600,
  h.up_to2500,
  h.up_to4000,
  h.up_to10000
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.timed_requests > 0 AND h.up_to10000 IS NOT NULL
