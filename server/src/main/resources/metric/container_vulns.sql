/*---
id: container_vulns
title: Container vulnerabilities
phase: build
question: How many known vulnerabilities run in production?
why: To make sure that what the application is made of is safe
definition: >-
  Distinct vulnerabilities (id and package) of the image that runs in production at the end of the period, or now,
  by its newest scan. Severities are the vendor's, then CVSS's; one of unknown severity is shown as such. An image
  that several services run counts once. Suppressed and waived ones are left out. Where nothing is known of a
  service's deployments, the newest scan of its main branch stands in. Libraries have no container. Each severity
  can be asked for as a part.
unit: count
better: lower
kind: latest
aggregate: sum
attribute: service
subject: image
needs: [build_report, deployment, gitops_sync]
misleads-when: images are scanned when they are built and never again
source: "The gate command, uploads, GitLab, Jenkins, Argo CD"
version: 1
since: 2026-11-27
---*/
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  'critical' AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.critical AS value
FROM running_scan r
WHERE r.critical IS NOT NULL
UNION ALL
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  'high' AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.high AS value
FROM running_scan r
WHERE r.high IS NOT NULL
UNION ALL
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  'medium' AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.medium AS value
FROM running_scan r
WHERE r.medium IS NOT NULL
UNION ALL
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  'low' AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.low AS value
FROM running_scan r
WHERE r.low IS NOT NULL
UNION ALL
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  'unknown' AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.unknown AS value
FROM running_scan r
WHERE r.unknown IS NOT NULL
