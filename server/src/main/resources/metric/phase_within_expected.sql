/*---
id: phase_within_expected
title: Phases within the expected time
phase: process
question: How often does a phase take no longer than the process expects?
why: The process says for each phase how long it is expected to take
definition: >-
  Stays of tickets in phases for which the process names an expected time that took no more working days than that,
  divided by all of them. A ticket that came back has its stays added up.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira, GitLab
target: { on: value, green: 80, amber: 60, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  p.ticket_id AS subject_id,
  p.board_id,
  p.left_at AS at,
  p.phase AS part,
  CASE WHEN p.worked_days <= p.expected_days THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket_phase p
WHERE p.left_at IS NOT NULL AND p.worked_days IS NOT NULL AND p.expected_days IS NOT NULL
