/*---
id: code_vulnerabilities_high
title: Open vulnerabilities of high severity
phase: build
question: How many of the known weaknesses are bad?
why: A weakness that is known and open can be used by whoever finds it as well
definition: >-
  Those of severity critical or high, which the server calls blocker and critical, or blocker and high in the mode of
  Multi-Quality Rules, counted as the others.
unit: count
better: lower
kind: state
attribute: service
subject: code_issue
clock: calendar
part-of: code_vulnerabilities
needs: [code_issue]
misleads-when: weaknesses are accepted instead of mended
source: SonarQube
target: { on: value, green: 0, source: "no blocker or critical one" }
version: 1
since: 2026-11-27
---*/
SELECT
  i.id AS subject_id,
  i.project_id,
  i.service_id,
  CAST(NULL AS bigint) AS person_id,
  i.opened_at AS valid_from,
  i.closed_at AS valid_to
FROM code_issue i
WHERE i.quality = 'security'
  AND i.severity IN ('critical', 'high')
