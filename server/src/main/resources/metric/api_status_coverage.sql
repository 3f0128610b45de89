/*---
id: api_status_coverage
title: Answers of APIs that tests saw
phase: build
question: How many of the documented answers of an API does a test see?
why: To make sure that the functional behaviour is what was asked for
definition: >-
  Documented status codes that a recording of passing tests saw, divided by all that are documented, otherwise as
  functional coverage of APIs.
unit: percent
better: higher
kind: share
attribute: service
subject: build_report
part-of: api_functional_coverage
needs: [build_report]
misleads-when: the document leaves out what the API can do
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 60, amber: 40, source: "ours" }
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
  b.seen_answers AS numerator,
  b.answers AS denominator
FROM build_report b
WHERE b.kind = 'api' AND b.is_main AND b.answers > 0
