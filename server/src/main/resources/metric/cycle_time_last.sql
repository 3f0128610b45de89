/*---
id: cycle_time_last
title: Cycle time to the last service
phase: coding
question: How long does it take until a change runs in every service that ships it?
why: To measure how efficient our pipeline is by measuring how long it takes to go from code commit to production
definition: >-
  As cycle time, but until the first deployment of the last service that shipped the change. Equal to cycle time where
  one service ships it. Grouped by the day of that last deployment.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
part-of: cycle_time
needs: [merge_request, merge_request_commit, deployment]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details AND mr.last_deployed_at IS NOT NULL
misleads-when: one rarely released service carries a copy of everything
source: GitLab (deployments and releases until Argo CD is connected)
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
  mr.last_deployed_at AS at,
  mr.started_at,
  mr.last_deployed_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND NOT mr.is_cherry_pick AND mr.last_deployed_at IS NOT NULL
