/*---
id: reliability_rating
title: Reliability rating
phase: build
question: How bad is the worst bug in the code?
why: To know of the state of the code before it is in production
definition: >-
  The letter that the server's own grid gave the latest analysis of the main branch by the end of the period: A where there is no open bug, down to E for one that blocks.
  Of several projects the worst; letters have no mean.
  The letters of one mode of the server, Standard Experience or Multi-Quality Rule, are not those of the other. Where
  projects differ, the mode that most are rated in is told, of as many the newer one, and the others are left out; each
  mode can be asked for alone.
unit: rating
better: lower
kind: latest
aggregate: worst
attribute: service
subject: code_analysis
needs: [code_analysis]
misleads-when: rules are switched off, or issues accepted, to better the letter
source: SonarQube
target: { on: value, green: 3, source: "ours: C or better" }
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
  a.reliability AS value
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.reliability IS NOT NULL
