/*---
id: mr_comment_count
title: Comments per merge request
phase: coding
question: How much is a change talked about before it is merged?
why: To measure the toll required to review an engineer's code
definition: >-
  Notes of other humans on a merge request up to its merge: without system notes, the author's own, bots and AI
  reviewers. Threads and comments per 100 lines are shown beside it.
unit: count
better: range
kind: value
attribute: person
subject: merge_request
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: >-
  small changes rightly need no comment; none is only a warning on a change of more than 50 lines approved within minutes
source: GitLab
target: { on: p50, low: 1, green: 15, amber: 25, source: "range 1 to 15 (ours); GitClear: under 25" }
version: 1
since: 2026-11-23
---*/
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.merged_at AS at,
  mr.comment_count AS value
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.comment_count IS NOT NULL
