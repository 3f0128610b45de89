/*---
id: review_reaction_within_day
title: Review requests answered within a working day
phase: coding
question: How many review requests are answered within one working day?
why: How fast do reviewers respond the merge requests
definition: >-
  Review requests answered within one working day of the reviewer, divided by all answered ones and those that a working
  day has passed over without an answer. An answered request counts on the day of its answer, an unanswered one when the
  working day is over. Withdrawn ones are dropped, and so are unanswered ones whose merge request ended before that.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: person
subject: review_request
part-of: review_reaction_time
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: reviewers are asked by default and nobody expects each of them to answer, or absence is not in a calendar
source: GitLab
target: { on: value, green: 90, amber: 75, source: "Google: one business day is the maximum; amber ours" }
version: 1
since: 2026-11-23
---*/
SELECT
  r.id AS subject_id,
  r.project_id,
  r.service_id,
  r.reviewer_id AS person_id,
  r.author_class,
  coalesce(r.answered_at, r.due_at) AS at,
  CASE WHEN r.answered_at <= r.due_at THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM review_request r
WHERE r.counts AND NOT r.withdrawn AND r.reviewer_id IS NOT NULL AND r.due_at IS NOT NULL
  AND (r.answered_at IS NOT NULL OR r.ended_at IS NULL OR r.ended_at > r.due_at)
