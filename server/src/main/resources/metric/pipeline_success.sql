/*---
id: pipeline_success
title: Pipeline success
phase: build
question: How often does the pipeline of the default branch succeed?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  Pipelines on the default branch that succeeded, divided by those that succeeded or failed. Cancelled and running ones
  are out. It belongs to the owner of the service. A rebuild in Jenkins is a pipeline of its own, and an unstable one
  failed.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: pipeline
needs: [pipeline]
coverage:
  of: pipeline
  when: p.finished_at IS NOT NULL
misleads-when: flaky jobs are retried until they pass, or checks that fail are allowed to fail
source: GitLab, Jenkins
target: { on: value, green: 90, amber: 80, source: "ours" }
version: 1
since: 2026-11-23
---*/
SELECT
  p.id AS subject_id,
  p.project_id,
  p.service_id,
  CAST(NULL AS bigint) AS person_id,
  p.finished_at AS at,
  CASE WHEN p.status = 'success' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM pipeline p
WHERE p.is_default_branch AND p.status IN ('success', 'failed') AND p.finished_at IS NOT NULL
