/*---
id: review_reaction_time
title: Review reaction time
phase: coding
question: How fast does somebody answer who was asked for a review?
why: How fast do reviewers respond the merge requests
definition: >-
  Per review request: the reviewer's first response minus the later of request and ready, in working hours of the
  reviewer. It belongs to the reviewer's team and to the day of the answer. A withdrawn request is dropped, a repeated
  one is a new one, and one without an answer has no duration: it is in the ageing list.
unit: hours
better: lower
kind: duration
attribute: person
subject: review_request
clock: working
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: reviewers are asked by default and nobody expects each of them to answer, or absence is not in a calendar
source: GitLab
version: 1
since: 2026-11-23
---*/
SELECT
  r.id AS subject_id,
  r.project_id,
  r.service_id,
  r.reviewer_id AS person_id,
  r.author_class,
  r.calendar_id,
  r.answered_at AS at,
  r.starts_at AS started_at,
  r.answered_at AS ended_at
FROM review_request r
WHERE r.counts AND NOT r.withdrawn AND r.reviewer_id IS NOT NULL AND r.answered_at IS NOT NULL
