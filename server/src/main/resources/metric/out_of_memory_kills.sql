/*---
id: out_of_memory_kills
title: Ended for want of memory
phase: monitoring
question: How often was something ended because it took too much memory?
why: To know how much of what is paid for is used
definition: >-
  How often something that ran in production was ended because it took more memory than it may, over the hours that
  tell so.
unit: count
better: lower
kind: value
aggregate: sum
attribute: service
subject: project
part-of: resource_usage
needs: [service_sample]
source: New Relic
target: { on: value, green: 0, source: "ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  h.project_id AS subject_id,
  h.project_id,
  h.service_id,
  CAST(NULL AS bigint) AS person_id,
  h.hour AS at,
  h.oom_kills AS value
FROM service_hour h
WHERE h.is_production AND h.service_id IS NOT NULL AND h.oom_kills IS NOT NULL
