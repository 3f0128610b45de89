/*---
id: uptime
title: Uptime
phase: monitoring
question: How much of the time can our users reach us?
why: To know whether users can reach us
definition: >-
  Time in which a check from outside found it up, divided by the time in which it found it up or down, of the check
  for which that is the least. Paused time, planned maintenance and time of which nothing is known are in neither.
  Nothing counts later than the checks were read.
unit: percent
better: higher
kind: time_share
aggregate: worst
attribute: service
subject: project
needs: [check_event]
misleads-when: the check asks for a page that does not need what users need
source: Freshping
target: { on: value, green: 99.9, amber: 99.5, source: "METRICS: 99.9; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  c.check_id AS subject_id,
  c.check_id AS project_id,
  c.service_id,
  CAST(NULL AS bigint) AS person_id,
  c.starts_at AS valid_from,
  c.ends_at AS valid_to,
  CASE WHEN c.state = 'up' THEN 1 ELSE 0 END AS numerator
FROM check_span c
WHERE c.state IN ('up', 'down') AND c.service_id IS NOT NULL
