/*---
id: unreviewed_merge_rate
title: Unreviewed merges
phase: coding
question: How many changes are merged without another human having looked at them?
why: To measure how long it takes codes to be reviewed and merged; a change that nobody reviewed only looks fast
definition: >-
  Merged merge requests without a comment, review or approval by another human up to the merge, divided by all merged
  ones. Bots and AI reviewers do not count as somebody; an approval after the merge comes too late.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: person
subject: merge_request
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: pairs write code together and rightly merge without a second look
source: GitLab
target: { on: value, green: 0, source: "Hatica: any is red; OpenSSF Scorecard takes points off for one" }
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
  CASE WHEN mr.reviewed THEN 0 ELSE 1 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.in_scope AND mr.details
