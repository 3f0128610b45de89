/*---
id: csat
title: Customer satisfaction
phase: monitoring
question: How satisfied are our customers?
why: To measure how satisfied the customer is with the product in production
definition: >-
  Answers of 4 or 5 of 5, or 6 or 7 of 7, divided by all answers, with the Wilson interval. The last answer of each
  respondent to a sending counts, or within 90 days where no sendings are known. Each way of asking can be asked for as
  a part, since they are not comparable. Fewer than 30 answers are few; decide on a hundred.
unit: percent
better: higher
kind: ratio
wilson: true
few: 30
attribute: service
subject: survey_answer
needs: [survey_answer]
misleads-when: only those who are content are asked
source: "Surveys, CS data"
target: { on: value, green: 80, amber: 70, source: "METRICS" }
version: 1
since: 2026-11-28
---*/
SELECT
  a.id AS subject_id,
  a.project_id,
  a.service_id,
  CAST(NULL AS bigint) AS person_id,
  a.answered_at AS at,
  a.medium AS part,
  CASE WHEN a.is_good THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM survey_answer a
WHERE a.kind = 'csat' AND a.counts
