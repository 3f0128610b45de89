/*---
id: uptime_weighted
title: Uptime by requests
phase: monitoring
question: How much of the time that users ask can they reach us?
why: To know whether users can reach us
definition: >-
  The share of each hour in which checks found a service up, weighted by the requests that it had in that hour. All
  checks of a service count alike. Hours without requests, or of which no check tells, are left out.
unit: percent
better: higher
kind: ratio
attribute: service
subject: project
part-of: uptime
needs: [check_event, service_sample]
misleads-when: what is down has fewer requests, so that its worst hours weigh least
source: Freshping, New Relic
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  h.requests * sum(CASE WHEN c.state = 'up' THEN extract(epoch FROM (
    least(c.ends_at, h.hour + INTERVAL '1 hour') - greatest(c.starts_at, h.hour))) ELSE 0 END)
    / CAST(sum(extract(epoch FROM (
      least(c.ends_at, h.hour + INTERVAL '1 hour') - greatest(c.starts_at, h.hour))))
      AS double precision) AS numerator,
  h.requests AS denominator
FROM service_hour h
JOIN check_span c
  ON c.service_id = h.service_id AND c.starts_at < h.hour + INTERVAL '1 hour' AND c.ends_at > h.hour
WHERE h.is_production AND h.requests > 0 AND c.state IN ('up', 'down')
GROUP BY h.project_id, h.service_id, h.environment, h.hour, h.requests
