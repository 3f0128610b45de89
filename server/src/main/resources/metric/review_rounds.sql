/*---
id: review_rounds
title: Review rounds
phase: coding
question: How often does a change go back and forth before it is approved?
why: To measure how long it takes codes to be reviewed and merged - long wait times requires investigation
definition: >-
  Alternations of a blocking review (changes requested) and new commits, up to the first approval or the merge. A
  comment blocks nothing; a merge request without a blocking review has no rounds.
unit: count
better: lower
kind: value
attribute: person
subject: merge_request
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: reviewers comment instead of requesting changes; rounds are then not seen
source: GitLab
target: { on: p50, green: 1, amber: 2, source: "ours; the definition is Middleware's" }
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
  mr.review_rounds AS value
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.review_rounds IS NOT NULL
