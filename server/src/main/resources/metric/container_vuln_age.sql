/*---
id: container_vuln_age
title: Age of pressing container vulnerabilities
phase: build
question: How long have critical and high vulnerabilities been known?
why: To make sure that what the application is made of is safe
definition: >-
  Days since each critical or high vulnerability of the image that runs in production was first found in the
  service, at the end of the period, or now. What was mended and came back keeps the day on which it was first seen.
unit: days
better: lower
kind: age
attribute: service
subject: image
clock: calendar
part-of: container_vulns
needs: [build_report, deployment, gitops_sync]
misleads-when: scans are rare
source: "The gate command, uploads, GitLab, Jenkins, Argo CD"
target: { on: value, green: 15, amber: 30, source: "CISA BOD 19-02: critical 15 days, high 30" }
version: 1
since: 2026-11-27
---*/
SELECT
  r.image AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  f.rule AS part,
  r.starts_at AS valid_from,
  r.ends_at AS valid_to,
  n.first_seen_at AS started_at,
  CAST(NULL AS integer) AS calendar_id
FROM running_scan r
JOIN fact_report_finding f ON f.report_id = r.report_id
JOIN service_finding n
  ON n.service_id = r.service_id AND n.identity = f.identity AND n.kind = 'composition-findings'
WHERE f.state = 'open' AND f.severity IN ('critical', 'high')
