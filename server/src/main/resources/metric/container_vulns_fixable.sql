/*---
id: container_vulns_fixable
title: Pressing container vulnerabilities that can be fixed
phase: build
question: How many of them could be gone?
why: To make sure that what the application is made of is safe
definition: >-
  Those of container vulnerabilities that are critical or high and for which a version that mends them is out.
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
target: { on: value, green: 0, amber: 2, source: "the gate: no critical, no fixable high" }
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
  r.fixable_critical + r.fixable_high AS value
FROM running_scan r
WHERE r.fixable_critical IS NOT NULL AND r.fixable_high IS NOT NULL
