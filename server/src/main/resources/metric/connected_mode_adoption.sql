/*---
id: connected_mode_adoption
title: Connected mode adoption
phase: coding
question: How many repositories bind the editor to the rules of the server?
why: To resolve what an analysis would find while the code is written
definition: >-
  Repositories of services that share a connected mode of SonarQube for IDE (.sonarlint/connectedMode.json on the default
  branch), divided by the repositories of services that were looked at, as last found before the end of the period.
  They are looked at once a day from the day on which that was switched on; what was before is not known. Archived and
  deleted repositories do not count.
unit: percent
better: higher
kind: share
wilson: true
attribute: service
subject: repository_file
part-of: code_suggestions
needs: [repository_file]
misleads-when: people bind their editors by hand, or share the file and do not use it
source: GitLab
target: { on: value, green: 100, source: "ours" }
version: 1
since: 2026-11-27
---*/
SELECT
  r.id AS subject_id,
  r.project_id,
  r.service_id,
  CAST(NULL AS bigint) AS person_id,
  r.valid_from,
  r.valid_to,
  CASE WHEN r.is_present THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM repository_file r
WHERE r.path = '.sonarlint/connectedMode.json' AND r.service_id IS NOT NULL
