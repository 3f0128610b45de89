/*---
id: code_suggestions
title: First scan clean
phase: coding
question: How often is a change clean when it is scanned for the first time?
why: To resolve what an analysis would find while the code is written
definition: >-
  Changes of which the first analysis found no new issue, divided by the changes that were analysed. The period is that
  of the first analysis; later analyses of the same change do not touch it. An assistant in the editor keeps no record of
  what it showed, so its effect is measured.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: code_analysis
needs: [code_analysis]
misleads-when: changes are first scanned when they are nearly done, or rules are switched off
source: SonarQube
target: { on: value, green: 70, source: "ours" }
version: 1
since: 2026-11-27
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.at AS at,
  CASE WHEN a.new_issues = 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM code_analysis a
WHERE a.first_of_change AND a.new_issues IS NOT NULL
