/*---
id: output_conformance
title: Outputs that are there
phase: process
question: How much of what a phase should give out does it give out?
why: Each phase of the process names its outputs
definition: >-
  Outputs that a ticket had when it left a phase, divided by those that the process asks of it there. Outputs that
  somebody waived are in neither; nor are those of which no source can tell, which lower the coverage. A breakdown is
  asked of stories and tasks from 3 points on, acceptance criteria of all of them.
unit: percent
better: higher
kind: ratio
attribute: board
subject: ticket
needs: [ticket, sprint]
coverage:
  of: ticket_output
  among: o.left_at IS NOT NULL AND o.state <> 'waived'
  when: o.state <> 'unknown'
misleads-when: outputs are written to be counted
source: Jira, GitLab
target: { on: value, green: 95, amber: 80, source: "as the coverages of the deep-dive" }
version: 1
since: 2026-11-26
---*/
SELECT
  o.ticket_id AS subject_id,
  o.board_id,
  o.left_at AS at,
  o.phase AS part,
  CASE WHEN o.state = 'present' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM ticket_output o
WHERE o.left_at IS NOT NULL AND o.state IN ('present', 'missing')
