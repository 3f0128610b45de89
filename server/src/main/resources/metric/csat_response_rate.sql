/*---
id: csat_response_rate
title: Responses to surveys of customer satisfaction
phase: monitoring
question: How many of those who are asked answer?
why: To measure how satisfied the customer is with the product in production
definition: >-
  People who answered, divided by people who were asked, of the sendings of the period of which it is known how many
  were asked. Who answered twice counts once.
unit: percent
better: higher
kind: ratio
few: 1
attribute: service
subject: survey_sending
part-of: csat
needs: [survey_answer]
misleads-when: few are asked
source: Surveys
version: 1
since: 2026-11-28
---*/
SELECT
  s.id AS subject_id,
  s.project_id,
  s.service_id,
  CAST(NULL AS bigint) AS person_id,
  s.sent_at AS at,
  least(s.answers, s.invited) AS numerator,
  s.invited AS denominator
FROM survey_sending s
WHERE s.kind = 'csat' AND s.invited > 0
