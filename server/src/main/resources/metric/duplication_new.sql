/*---
id: duplication_new
title: Duplication of new code
phase: build
question: How much of the new code is a copy?
why: A copy has to be mended as often as it was made
definition: >-
  Duplicated lines of new code divided by its lines, in the latest analyses of the main branches by the end of the
  period. The sums are divided, not the percents averaged.
unit: percent
better: lower
kind: share
attribute: service
subject: code_analysis
needs: [code_analysis]
misleads-when: there is little new code
source: SonarQube
target: { on: value, green: 3, source: "Sonar way" }
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
  a.new_duplicated_lines AS numerator,
  a.new_lines AS denominator
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.new_duplicated_lines IS NOT NULL AND a.new_lines > 0
