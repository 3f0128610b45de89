/*---
id: sprint_readiness
title: Sprint readiness
phase: sprint-planning
question: How much of what is committed was ready to be worked on?
why: What enters a sprint half prepared is clarified in it
definition: >-
  Tickets that were in a sprint when it started and had what the deep-dive gives out (an estimate; for stories and
  tasks acceptance criteria, from 3 points on a breakdown, and a test case where a source tells of tests), divided by
  all that were in it when it started.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint]
source: Jira
target: { on: value, green: 95, amber: 80, source: "EPAM scope readiness; amber is ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  st.ticket_id AS subject_id,
  st.board_id,
  st.completed_at AS at,
  CASE
    WHEN NOT st.estimated THEN 0
    WHEN NOT st.is_story THEN 1
    WHEN NOT st.criteria OR (st.breakable AND st.parts = 0) OR st.tests = 0 THEN 0
    ELSE 1
  END AS numerator,
  1 AS denominator
FROM sprint_ticket st
WHERE st.completed_at IS NOT NULL AND st.committed
