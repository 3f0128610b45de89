/*---
id: phase_duration
title: Time in a phase
phase: process
question: How long are tickets in each phase of the process?
why: The process expects 2 days of the deep-dive, 1 of planning, 3 of the build and 1 of the deployment
definition: >-
  Working days between entering and leaving a phase of the delivery process, for each ticket that left it in the
  period; a ticket that came back has its stays added up. What leads into a phase and out of it is written in the
  process. Ask for one phase: over all phases together the number says little.
unit: days
better: lower
kind: value
attribute: board
subject: ticket
needs: [ticket, sprint]
misleads-when: tickets are moved long after the work
source: Jira, GitLab
version: 1
since: 2026-11-26
---*/
SELECT
  p.ticket_id AS subject_id,
  p.board_id,
  p.left_at AS at,
  p.phase AS part,
  p.worked_days AS value
FROM ticket_phase p
WHERE p.left_at IS NOT NULL AND p.worked_days IS NOT NULL
