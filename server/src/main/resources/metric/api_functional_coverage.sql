/*---
id: api_functional_coverage
title: Functional coverage of APIs
phase: build
question: How much of what an API offers is called by a test that passes?
why: To make sure that the functional behaviour is what was asked for
definition: >-
  Operations (method and path) of the OpenAPI document that a recording of passing tests called, divided by all
  operations; deprecated ones are left out. The newest report of each service's main branch at the end of the
  period, or now.
unit: percent
better: higher
kind: share
attribute: service
subject: build_report
needs: [build_report]
misleads-when: the document leaves out what the API can do
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 80, amber: 60, source: "ours" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS valid_from,
  b.valid_to,
  b.called_operations AS numerator,
  b.operations AS denominator
FROM build_report b
WHERE b.kind = 'api' AND b.is_main AND b.operations > 0
