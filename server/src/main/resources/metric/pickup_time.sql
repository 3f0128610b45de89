/*---
id: pickup_time
title: Pickup time
phase: coding
question: How long does a ready change wait until somebody looks at it?
why: To measure how long it takes codes to be reviewed and merged - long wait times requires investigation
definition: >-
  First response of another human (comment, review or approval) at or after the merge request became ready, minus that
  moment, in working hours of the author's calendar. Merged without any response: up to the merge, and it counts as
  unreviewed too. Bots, AI reviewers, system notes and the author's own comments are no response.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: working
part-of: cycle_time
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: people review in a call and leave no trace, or merge without review and so seem to pick up fast
source: GitLab
target: { on: p75, green: 3, amber: 14, source: "LinearB, 3.7 M pull requests: p75 under 1 / 3 / 14 h" }
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
  coalesce(
    mr.first_response_at,
    CASE WHEN mr.first_approval_at >= mr.ready_at THEN mr.first_approval_at END,
    mr.merged_at) AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details
