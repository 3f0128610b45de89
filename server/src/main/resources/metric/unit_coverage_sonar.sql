/*---
id: unit_coverage_sonar
title: Coverage as SonarQube counts it
phase: build
question: How much of the code do tests run through, by SonarQube?
why: To compare with what SonarQube itself shows
definition: >-
  Covered lines and covered conditions divided by all lines and conditions that can be covered, in the latest analyses of
  the main branches by the end of the period. It mixes both, so it is never on one chart with the coverage of lines.
unit: percent
better: higher
kind: share
attribute: service
subject: code_analysis
part-of: unit_coverage
needs: [code_analysis]
misleads-when: tests run through code without looking at what it does
source: SonarQube
target: { on: value, green: 80, amber: 60, source: "Sonar way asks 80 of new code" }
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
  a.covered_lines + coalesce(a.covered_conditions, 0) AS numerator,
  a.coverable_lines + coalesce(a.conditions, 0) AS denominator
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.covered_lines IS NOT NULL AND a.coverable_lines > 0
