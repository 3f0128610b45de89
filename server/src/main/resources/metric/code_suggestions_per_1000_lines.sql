/*---
id: code_suggestions_per_1000_lines
title: New issues of the first scan
phase: coding
question: How much does the first scan find in what was written?
why: To resolve what an analysis would find while the code is written
definition: >-
  New issues of the first analyses of changes for each 1,000 new lines: the issues are added up and divided by the added
  lines. A change without a new line is left out.
unit: ratio
better: lower
kind: ratio
attribute: service
subject: code_analysis
part-of: code_suggestions
needs: [code_analysis]
misleads-when: large changes of generated code are analysed as well
source: SonarQube
version: 1
since: 2026-11-27
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.at AS at,
  a.new_issues * 1000 AS numerator,
  a.new_lines AS denominator
FROM code_analysis a
WHERE a.first_of_change AND a.new_issues IS NOT NULL AND a.new_lines > 0
