/*---
id: time_to_merge_from_created
title: Time to merge from creation
phase: coding
question: How long is a merge request open until it is merged, its draft time included?
why: To measure how long it takes codes to be reviewed and merged - long wait times requires investigation
definition: >-
  Merge minus creation of the merge request. This is what GitLab's merge request analytics shows (there as a mean).
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
part-of: time_to_merge
needs: [merge_request]
coverage:
  of: merge_request
  when: mr.created_at IS NOT NULL
misleads-when: work starts with a draft on the first day; its length is then mostly coding
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
  mr.calendar_id,
  mr.merged_at AS at,
  mr.created_at AS started_at,
  mr.merged_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.created_at IS NOT NULL
