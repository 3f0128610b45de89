/*---
id: coding_time
title: Coding time
phase: coding
question: How long is a change worked on before it is offered for review?
why: To know how long an engineer spent implementing a given task
definition: >-
  Moment the merge request became ready (its last change from draft to ready before the merge, or its creation) minus
  the earliest authored commit. A commit older than 90 days is not believed: its creation counts instead, flagged.
  Without any commit there is no coding time. Draft time is coding time.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
part-of: cycle_time
needs: [merge_request, merge_request_commit]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details AND mr.started_by <> 'no_commits'
misleads-when: >-
  many merge requests have a single commit made just before they are opened: the median is then near zero, so read the
  p75
source: GitLab
target: { on: p75, green: 2.5, amber: 24, source: "LinearB, 3.7 M pull requests: p75 under 0.5 / 2.5 / 24 h" }
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
  mr.started_at,
  mr.ready_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND NOT mr.is_cherry_pick AND mr.started_by <> 'no_commits'
