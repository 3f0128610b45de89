/*---
id: ai_share
title: AI share
phase: coding
question: How much of what is merged is written with or by AI?
why: To know which part of the work an assistant or an agent did, so that every other metric can be read split by it
definition: >-
  Merged merge requests by AI agents or assisted by AI (a trailer, label or description says so), divided by all merged
  ones. The agents' share is shown beside it.
unit: percent
better: none
kind: ratio
wilson: true
attribute: person
subject: merge_request
needs: [merge_request, merge_request_commit]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details
misleads-when: people use assistants that leave no trailer; the share is a lower limit
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
  CASE WHEN mr.author_class IN ('assisted', 'agent') THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND NOT mr.is_cherry_pick
