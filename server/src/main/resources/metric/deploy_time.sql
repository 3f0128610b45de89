/*---
id: deploy_time
title: Deploy time
phase: coding
question: How long does a merged change wait until it runs in production?
why: To measure how efficient our pipeline is by measuring how long it takes to go from code commit to production
definition: >-
  First successful production deployment that contains the merge, minus the merge. For a library the first release that
  contains it. Grouped by the day of the deployment; not deployed yet is ageing.
unit: hours
better: lower
kind: duration
attribute: person
subject: merge_request
clock: calendar
part-of: cycle_time
needs: [merge_request, deployment]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.deployed_at IS NOT NULL
misleads-when: changes are deployed behind a feature flag and released to people much later
source: GitLab (deployments and releases until Argo CD is connected)
target: { on: p75, green: 3, amber: 69, source: "LinearB, 3.7 M pull requests: p75 under 3 / 69 / 197 h" }
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
  mr.merged_at AS started_at,
  mr.deployed_at AS ended_at
FROM merge_request mr
WHERE mr.in_scope AND NOT mr.is_cherry_pick AND mr.deployed_at IS NOT NULL
