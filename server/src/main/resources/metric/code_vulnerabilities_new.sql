/*---
id: code_vulnerabilities_new
title: Vulnerabilities of new code
phase: build
question: How many weaknesses came in with new code?
why: New code is where a weakness can still be kept out
definition: >-
  Open vulnerabilities of new code, as the server draws the line of what is new, in the latest analyses of the main
  branches, added up.
unit: count
better: lower
kind: latest
aggregate: sum
attribute: service
subject: code_analysis
part-of: code_vulnerabilities
needs: [code_analysis]
misleads-when: the line of what is new is drawn so that little is
source: SonarQube
target: { on: value, green: 0, source: "Sonar way: none on new code" }
version: 1
since: 2026-11-27
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.at AS valid_from,
  a.valid_to,
  a.new_vulnerabilities AS value
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.new_vulnerabilities IS NOT NULL
