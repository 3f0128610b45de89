/*---
id: abandonment_rate
title: Abandoned merge requests
phase: coding
question: How many merge requests end without being merged?
why: To see work that was done and thrown away
definition: >-
  Merge requests closed without a merge, divided by all that ended (closed or merged), of merge requests into tracked
  branches. One that was reopened and merged later is not abandoned.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: person
subject: merge_request
needs: [merge_request]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.created_at IS NOT NULL
misleads-when: people try ideas in merge requests that were never meant to be merged
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
  mr.ended_at AS at,
  CASE WHEN mr.merged_at IS NULL THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.into_tracked AND mr.author_class <> 'bot' AND NOT mr.is_back_merge AND NOT mr.is_version_bump
  AND NOT mr.is_cherry_pick AND mr.ended_at IS NOT NULL
