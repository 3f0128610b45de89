/*---
id: mr_closure_ratio
title: Merge request closure ratio
phase: coding
question: Does a team finish as many merge requests as it opens?
why: To see early that a queue of unfinished work is growing
definition: >-
  Merge requests merged or closed in the period, divided by those opened in it, of merge requests into tracked branches.
  One that was closed, reopened and merged ends once, at the merge. Nothing opened: no data.
unit: ratio
better: higher
kind: ratio
attribute: person
subject: merge_request
needs: [merge_request]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.created_at IS NOT NULL
misleads-when: old merge requests are closed in bulk; one period then looks better than it was
source: GitLab
target: { on: value, green: 1, amber: 0.8, source: "ours; the definition is that of CHAOSS" }
version: 1
since: 2026-11-23
---*/
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.created_at AS at,
  0 AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.into_tracked AND mr.author_class <> 'bot' AND NOT mr.is_back_merge AND NOT mr.is_version_bump
  AND NOT mr.is_cherry_pick AND mr.created_at IS NOT NULL
UNION ALL
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.ended_at AS at,
  1 AS numerator,
  0 AS denominator
FROM merge_request mr
WHERE mr.into_tracked AND mr.author_class <> 'bot' AND NOT mr.is_back_merge AND NOT mr.is_version_bump
  AND NOT mr.is_cherry_pick AND mr.ended_at IS NOT NULL
