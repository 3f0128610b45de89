/*---
id: revert_rate
title: Reverted merge requests
phase: coding
question: How many merged changes are taken back later?
why: To see changes that should not have passed the review and the quality checks
definition: >-
  Merged merge requests that a later merged merge request reverts (it names their commit or number, or its branch is
  called revert-...), divided by all merged ones. The period is that of the original's merge, so a period may still
  change when a revert follows.
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
  when: mr.merged_at IS NOT NULL
misleads-when: changes are taken back by hand, without naming what they undo
source: GitLab
target: { on: value, green: 2, source: "KnowHOW: maturity 4 at 1 to 2 %, maturity 5 below 1 %" }
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
  CASE WHEN mr.reverted_at IS NULL THEN 0 ELSE 1 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.in_scope AND NOT mr.is_cherry_pick
