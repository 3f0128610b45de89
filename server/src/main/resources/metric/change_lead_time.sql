/*---
id: change_lead_time
title: Change lead time
phase: deployment
question: How long does it take from a commit until it runs in production?
why: Deploying fast shows that the pipeline is reliable and fast enough to push changes
definition: >-
  End of the first deployment to production that contains a merge request, minus its first commit (its creation where
  that is not known or older than 90 days). Of the first deployment of a service that is known only what came since
  the release before it counts, else only what made the very commit. What was never deployed is not in it: the
  coverage says how much of what was merged is linked to a deployment.
unit: hours
better: lower
kind: duration
attribute: service
subject: merge_request
clock: calendar
needs: [merge_request, merge_request_commit, gitops_sync, deployment]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.deployed_at IS NOT NULL
misleads-when: much of what is merged is never linked to a deployment (look at the coverage)
source: GitLab, Argo CD
target: { on: p50, green: 24, amber: 168, source: "DORA 2024: elite below a day, high below a week" }
version: 1
since: 2026-11-28
---*/
SELECT
  c.merge_request_id AS subject_id,
  c.project_id,
  c.service_id,
  CAST(NULL AS bigint) AS person_id,
  c.author_class,
  c.deployed_at AS at,
  c.started_at,
  c.deployed_at AS ended_at
FROM production_change c
WHERE c.counts
