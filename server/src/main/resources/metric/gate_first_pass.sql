/*---
id: gate_first_pass
title: Passed at the first try
phase: build
question: How often does a commit pass all gates in its first run?
why: On failure the pipeline fails, so that the team responsible for the changes being verified can fix it
definition: >-
  Commits whose first run passed, divided by commits that were judged; a commit that passes only when it is judged
  again has a flaky gate. A run without a verdict did not pass; one that is waived did. The gate command judges
  them; the gate of a SonarQube has a metric of its own.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: service
subject: gate_run
part-of: gate_pass_rate
needs: [gate_run]
misleads-when: people wait for each other's builds instead of their own
source: "The gate command, uploads, GitLab, Jenkins"
target: { on: value, green: 90, amber: 80, source: "METRICS" }
version: 1
since: 2026-11-27
---*/
SELECT
  g.id AS subject_id,
  g.project_id,
  g.service_id,
  CAST(NULL AS bigint) AS person_id,
  g.judged_at AS at,
  CASE WHEN g.verdict IN ('pass', 'waived') THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM gate_run g
WHERE g.first_of_commit AND g.tool = 'throughline-gate'
