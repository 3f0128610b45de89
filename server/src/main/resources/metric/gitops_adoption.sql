/*---
id: gitops_adoption
title: GitOps adoption
phase: deployment
question: How many services change in production only through Git?
why: GitOps is compulsory in the process
definition: >-
  Services whose every application in production is synced from Git without a person, and was out of step with Git for
  less than 1 % of the four weeks before, divided by the services that are deployed to production, as it was at the
  end of the period or is now. What only GitLab deploys is not through Git.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: service
needs: [gitops_application, deployment]
misleads-when: production is changed by hand and put right within minutes
source: Argo CD, GitLab
target: { on: value, green: 100, amber: 80, source: "the process: compulsory; amber ours" }
version: 1
since: 2026-11-28
---*/
SELECT
  g.service_id AS subject_id,
  g.project_id,
  g.service_id,
  CAST(NULL AS bigint) AS person_id,
  g.valid_from,
  g.valid_to,
  CASE WHEN g.through_git THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gitops_service g
WHERE g.through_git IS NOT NULL
