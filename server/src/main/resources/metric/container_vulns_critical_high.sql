/*---
id: container_vulns_critical_high
title: Critical and high container vulnerabilities
phase: build
question: How many of them are pressing?
why: To make sure that what the application is made of is safe
definition: >-
  Those of container vulnerabilities that are critical or high.
unit: count
better: lower
kind: latest
aggregate: sum
attribute: service
subject: image
part-of: container_vulns
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
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  r.critical + r.high AS value
FROM running_scan r
WHERE r.critical IS NOT NULL AND r.high IS NOT NULL
