/*---
id: api_security_findings
title: API security findings
phase: build
question: How many weaknesses does a scan of the running API find?
why: To make sure that our APIs are safe
definition: >-
  Distinct findings (rule, method and path) of the newest scan of each service's running main branch at the end of
  the period, or now, whatever scanner made it. False positives, suppressed and waived ones are left out; where a
  tool cuts its list, its own count is shown. Each severity can be asked for as a part.
unit: count
better: lower
kind: latest
aggregate: sum
attribute: service
subject: build_report
needs: [build_report]
misleads-when: the scan is not signed in and sees only the front door
source: "The gate command, uploads, GitLab, Jenkins"
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  'critical' AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  b.critical AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE) AND b.critical IS NOT NULL
UNION ALL
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  'high' AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  b.high AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE) AND b.high IS NOT NULL
UNION ALL
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  'medium' AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  b.medium AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE) AND b.medium IS NOT NULL
UNION ALL
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  'low' AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  b.low AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE) AND b.low IS NOT NULL
UNION ALL
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  'unknown' AS part,
  b.reported_at AS valid_from,
  b.valid_to,
  b.unknown AS value
FROM build_report b
WHERE b.kind = 'running-findings' AND b.is_main AND coalesce(b.scanned, TRUE) AND b.unknown IS NOT NULL
