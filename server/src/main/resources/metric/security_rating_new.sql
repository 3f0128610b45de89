/*---
id: security_rating_new
title: Security rating of new code
phase: build
question: How is the code that was written last rated for security?
why: What is new is mended while its author still knows it
definition: >-
  The same letter of new code alone, as the server draws the line of what is new, in the latest analysis of the main
  branch. Of several projects the worst, of those of one mode.
unit: rating
better: lower
kind: latest
aggregate: worst
attribute: service
subject: code_analysis
part-of: security_rating
needs: [code_analysis]
misleads-when: the line of what is new is drawn so that little is
source: SonarQube
target: { on: value, green: 1, source: "Sonar way: A on new code" }
version: 2
since: 2026-11-28
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.at AS valid_from,
  a.valid_to,
  a.mode AS part,
  a.new_security AS value
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.new_security IS NOT NULL
