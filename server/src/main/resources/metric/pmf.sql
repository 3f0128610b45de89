/*---
id: pmf
title: Product market fit
phase: monitoring
question: Would our users miss the product?
why: To measure whether the product in production still suits what the market needs
definition: >-
  Users who would be very disappointed without the product, divided by all who answered, with the Wilson interval. Only
  users who were active at least twice in the two weeks before count, or, where only the last time is known, within 30
  days; of whom nothing is known is not counted and lowers the coverage. Where a survey tells nothing of anybody's use,
  all count. Who no longer uses it is left out. Each segment can be asked for as a part. Fewer than 40 answers are few;
  decide on a hundred.
unit: percent
better: higher
kind: ratio
wilson: true
few: 40
attribute: service
subject: survey_answer
needs: [survey_answer]
coverage:
  of: survey_answer
  among: a.kind = 'pmf' AND a.is_last AND a.is_good IS NOT NULL
  when: a.active IS NOT NULL
misleads-when: those who left are not asked
source: Surveys
target: { on: value, green: 40, amber: 25, source: "Sean Ellis: 40, a pattern and no law; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.answered_at AS at,
  a.segment AS part,
  CASE WHEN a.is_good THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM survey_answer a
WHERE a.kind = 'pmf' AND a.counts
