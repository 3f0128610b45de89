/*---
id: cycle_time
title: Cycle time
phase: coding
question: How long does a change take from its first commit until it runs in production?
why: To measure how efficient our pipeline is by measuring how long it takes to go from code commit to production
definition: >-
  First successful production deployment that contains the merge, minus the earliest authored commit of the merge
  request. Without commits, or when that commit is older than 90 days, the clock starts when the merge request was
  created, and the item is flagged. Not deployed yet: ageing, not counted. Grouped by the day of the deployment.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
needs: [merge_request, merge_request_commit, deployment]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details AND mr.deployed_at IS NOT NULL
misleads-when: >-
  much of what is merged is never linked to a deployment (look at the coverage), or history is copied in with its old
  commit dates
source: GitLab (deployments and releases until Argo CD is connected)
target: { on: p75, green: 25, amber: 72, source: "LinearB 2026, from its glossary: p75 under 25 h elite, 25 to 72 h good" }
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
  mr.deployed_at AS at,
  mr.started_at,
  mr.deployed_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND NOT mr.is_cherry_pick AND mr.deployed_at IS NOT NULL
