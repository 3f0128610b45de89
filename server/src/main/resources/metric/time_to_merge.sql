/*---
id: time_to_merge
title: Time to merge
phase: coding
question: How long does a ready change wait until it is merged?
why: To measure how long it takes codes to be reviewed and merged - long wait times requires investigation
definition: >-
  Merge minus the moment the merge request became ready: its last change from draft to ready before the merge, or its
  creation when it never was a draft.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: large changes are cut into many only to look fast, or work is offered for review before it is ready
source: GitLab
target: { on: p50, green: 24, amber: 72, source: "Swarmia, 2021-03-31: one to two days is a good start" }
version: 1
since: 2026-11-23
---*/
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.calendar_id,
  mr.merged_at AS at,
  mr.ready_at AS started_at,
  mr.merged_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details
