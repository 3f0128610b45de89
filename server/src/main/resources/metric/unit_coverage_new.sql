/*---
id: unit_coverage_new
title: Unit test coverage of changes
phase: build
question: How much of what was changed do unit tests run?
why: To make sure that the changes are tested before they are merged
definition: >-
  Covered lines of changes divided by their lines that can be covered, over the builds of the period whose gate was
  told what the change is. A change with fewer than 20 such lines is left out: one line would decide. The last
  report of each commit counts.
unit: percent
better: higher
kind: ratio
attribute: service
subject: build_report
part-of: unit_coverage
needs: [build_report]
misleads-when: lines are run by tests that check nothing
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 80, amber: 60, source: "Sonar way: new code 80" }
version: 1
since: 2026-11-27
---*/
SELECT
  b.id AS subject_id,
  b.project_id,
  b.service_id,
  CAST(NULL AS bigint) AS person_id,
  b.reported_at AS at,
  b.covered_new_lines AS numerator,
  b.new_lines AS denominator
FROM build_report b
WHERE b.kind = 'coverage' AND b.last_of_commit AND b.new_lines >= 20
