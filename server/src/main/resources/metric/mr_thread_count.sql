/*---
id: mr_thread_count
title: Threads per merge request
phase: coding
question: How many separate points are raised on a change before it is merged?
why: To measure the toll required to review an engineer's code
definition: >-
  Discussions with at least one note that counts as a comment (another human's, up to the merge), per merged merge
  request.
unit: count
better: none
kind: value
attribute: person
subject: merge_request
part-of: mr_comment_count
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: people answer outside of threads; one point then counts several times
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
  mr.thread_count AS value
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.thread_count IS NOT NULL
