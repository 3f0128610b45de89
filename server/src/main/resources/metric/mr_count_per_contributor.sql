/*---
id: mr_count_per_contributor
title: Merge requests per contributor
phase: coding
question: How many merge requests does an active person get merged in a week?
why: To measure how many PRs are initiated by each developer
definition: >-
  Merged merge requests by the week and by each person active in it (wrote, reviewed or committed), zero included. The
  headline is the median over person-weeks, shown with its spread. People only: bots and AI agents are out, and so are
  cherry-picks of what already counted. A week belongs to the period of its last day.
unit: count
better: none
kind: person_week
attribute: person
subject: merge_request
people: true
needs: [merge_request, review_event, merge_request_commit]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details
misleads-when: it is used to compare people or as a target; it says nothing about the worth of what was merged
source: GitLab
version: 1
since: 2026-11-23
---*/
SELECT
  a.merge_request_id AS subject_id,
  a.project_id,
  a.service_id,
  a.person_id,
  a.author_class,
  a.at,
  0 AS weight
FROM person_activity a
UNION ALL
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.merged_at AS at,
  1 AS weight
FROM merge_request mr
WHERE mr.in_scope AND NOT mr.is_cherry_pick AND mr.author_id IS NOT NULL
  AND mr.author_class IN ('human', 'assisted')
