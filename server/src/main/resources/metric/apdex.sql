/*---
id: apdex
title: Apdex
phase: monitoring
question: How many users wait no longer than they put up with?
why: To know how satisfied users are with how fast it is
definition: >-
  Satisfied and half of the tolerating requests, divided by all of them, in production: satisfied are those that took no
  longer than T, tolerating those up to four times as long; errors are frustrated. Each T is a part of its own, since
  numbers of two limits are not comparable. Where most hours have fewer than 100 requests in a minute there are few
  data. Without requests there is no value.
unit: ratio
better: higher
kind: ratio
attribute: service
subject: project
needs: [service_sample]
misleads-when: T is set so that the number looks good
source: New Relic
target: { on: value, green: 0.85, amber: 0.7, source: "Apdex: 0.94 excellent, 0.85 good, 0.70 fair" }
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  'T ' || CAST(CAST(h.apdex_t * 1000 AS integer) AS text) || ' ms' AS part,
  CASE WHEN 60.0 * (h.satisfied + h.tolerating + h.frustrated)
    < 100.0 * coalesce(h.apdex_seconds, 0) THEN 1 ELSE 0 END AS thin,
  h.satisfied + h.tolerating / 2.0 AS numerator,
  h.satisfied + h.tolerating + h.frustrated AS denominator
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.satisfied + h.tolerating + h.frustrated > 0
