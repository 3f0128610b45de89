/*---
id: code_vulnerabilities
title: Open vulnerabilities in the code
phase: build
question: How many known weaknesses are in the code?
why: A weakness that is known and open can be used by whoever finds it as well
definition: >-
  Security issues of main branches that are open at the end of each day, the mean over the days. Accepted and false
  positive ones are out from the moment of the decision; hotspots, which nobody has judged yet, are not in.
unit: count
better: lower
kind: state
attribute: service
subject: code_issue
clock: calendar
needs: [code_issue]
misleads-when: weaknesses are accepted instead of mended
source: SonarQube
target: { on: value, green: 0, source: "Sonar way: none" }
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
