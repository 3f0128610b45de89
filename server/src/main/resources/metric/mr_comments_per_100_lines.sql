/*---
id: mr_comments_per_100_lines
title: Comments per 100 changed lines
phase: coding
question: How much is a change talked about for its size?
why: To measure the toll required to review an engineer's code
definition: >-
  Comments that count, times 100, divided by changed lines, summed over merge requests before dividing. Merge requests
  without a known size are left out.
unit: ratio
better: none
kind: ratio
attribute: person
subject: merge_request
part-of: mr_comment_count
needs: [merge_request, review_event, merge_request_file]
coverage:
  of: merge_request
  when: mr.details AND mr.size_lines IS NOT NULL
misleads-when: a few huge changes weigh more than all the small ones
source: GitLab
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
  100 * mr.comment_count AS numerator,
  mr.size_lines AS denominator
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.comment_count IS NOT NULL AND mr.size_lines IS NOT NULL
