/*---
id: skipped_phase_rate
title: Skipped phases
phase: process
question: How many tickets left a phase of the process out?
why: A phase that is left out gave none of its outputs
definition: >-
  Finished tickets that reached a later phase of the process without having entered an earlier one, divided by all
  finished tickets that entered any. What a declared variant leaves out, as a hotfix the planning, is no skipping; nor
  are the build and the deployment of what has nothing to build or to deploy.
unit: percent
better: lower
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira, GitLab
target: { on: value, green: 5, amber: 15, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  t.ticket_id AS subject_id,
  t.board_id,
  t.done_at AS at,
  CASE WHEN t.skipped > 0 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket_trace t
WHERE t.done_at IS NOT NULL
