/*---
id: code_issues_accepted
title: Accepted issues
phase: build
question: How many issues were decided to be none, or to be lived with?
why: What is accepted is out of all other counts and should be seen somewhere
definition: >-
  Issues of any kind that are accepted or false positive, in the latest analyses of the main branches, added up.
unit: count
better: none
kind: latest
aggregate: sum
attribute: service
subject: code_analysis
part-of: code_vulnerabilities
needs: [code_analysis]
misleads-when: nobody looks again at what was accepted years ago
source: SonarQube
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
  a.accepted AS value
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.accepted IS NOT NULL
