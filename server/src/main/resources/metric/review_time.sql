/*---
id: review_time
title: Review time
phase: coding
question: How long does a change take from its first response until it is merged?
why: To measure how long it takes codes to be reviewed and merged - long wait times requires investigation
definition: >-
  Merge minus first response of another human. A merge request that nobody responded to has no review time; it is not
  counted as zero.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
part-of: cycle_time
needs: [merge_request, review_event]
coverage:
  of: merge_request
  when: mr.details
misleads-when: approved changes wait on purpose, for a release window or for another change
source: GitLab
target: { on: p75, green: 3, amber: 18, source: "LinearB, 3.7 M pull requests: p75 under 0.5 / 3 / 18 h" }
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
  mr.first_response_at AS started_at,
  mr.merged_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.first_response_at IS NOT NULL
