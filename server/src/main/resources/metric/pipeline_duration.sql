/*---
id: pipeline_duration
title: Pipeline duration
phase: build
question: How long does the pipeline of the default branch take?
why: To pass the modified code base through its quality checks without making people wait for the answer
definition: >-
  Finish minus start by the wall clock, retried jobs included, of pipelines on the default branch that succeeded or
  failed. Cancelled and running ones are out. It belongs to the owner of the service. A rebuild in Jenkins is a
  pipeline of its own, an unstable one failed, and what waits for input runs.
unit: minutes
better: lower
kind: duration
attribute: service
subject: pipeline
clock: calendar
needs: [pipeline]
coverage:
  of: pipeline
  when: p.started_at IS NOT NULL AND p.finished_at IS NOT NULL
misleads-when: pipelines fail early; a broken build is then a fast one
source: GitLab, Jenkins
target: { on: p50, green: 10, amber: 20, source: "DORA's continuous integration capability: ten minutes; amber ours" }
version: 1
since: 2026-11-23
---*/
SELECT
  p.id AS subject_id,
  p.project_id,
  p.service_id,
  CAST(NULL AS bigint) AS person_id,
  p.finished_at AS at,
  p.started_at,
  p.finished_at AS ended_at
FROM pipeline p
WHERE p.is_default_branch AND p.status IN ('success', 'failed')
  AND p.started_at IS NOT NULL AND p.finished_at IS NOT NULL
