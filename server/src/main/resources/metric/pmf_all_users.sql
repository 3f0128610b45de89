/*---
id: pmf_all_users
title: Product market fit, all users
phase: monitoring
question: Would all who answered miss the product?
why: To measure whether the product in production still suits what the market needs
definition: >-
  The same of everybody who answered and still uses it, however often.
unit: percent
better: higher
kind: ratio
wilson: true
few: 40
attribute: service
subject: survey_answer
part-of: pmf
needs: [survey_answer]
misleads-when: those who left are not asked
source: Surveys
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
WHERE a.kind = 'pmf' AND a.is_last AND a.is_good IS NOT NULL
