/*---
id: api_security_findings_critical_high
title: Critical and high API security findings
phase: build
question: How many of them are pressing?
why: To make sure that our APIs are safe
definition: >-
  Those of API security findings that are critical or high.
unit: count
better: lower
kind: latest
aggregate: sum
attribute: service
subject: build_report
part-of: api_security_findings
needs: [build_report]
misleads-when: the scan is not signed in and sees only the front door
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 0, amber: 0, source: "METRICS: no critical, no high" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS valid_from,
  b.valid_to,
  b.critical + b.high AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE)
  AND b.critical IS NOT NULL AND b.high IS NOT NULL
