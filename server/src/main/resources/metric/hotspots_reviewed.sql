/*---
id: hotspots_reviewed
title: Security hotspots reviewed
phase: build
question: Has somebody looked at what may be a weakness?
why: A hotspot is a question; unanswered it is a risk that nobody knows
definition: >-
  Hotspots that somebody reviewed, by all hotspots, as the server tells it of the latest analysis of the main branch. It
  tells only percents, so of several projects the worst stands for all. Without a hotspot there is no value.
unit: percent
better: higher
kind: latest
aggregate: worst
attribute: service
subject: code_analysis
part-of: security_rating
needs: [code_analysis]
misleads-when: hotspots are clicked away unread
source: SonarQube
target: { on: value, green: 100, source: "Sonar way: all on new code" }
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
  a.hotspots_reviewed AS value
FROM code_analysis a
WHERE a.valid_to IS NOT NULL AND a.hotspots_reviewed IS NOT NULL
