/*---
id: sprint_health
title: Sprint health
phase: sprint-planning
question: Is the team, and is its sprint, in good health?
why: To help measure the flow of work within the team and potentially predict the delivery speed of a team
definition: >-
  The light is the worst of its parts, each held to the team's own target. The score is the mean of the parts' scores:
  100 where the target is met, 100 to 50 from it to the amber limit, 50 to 0 as far again beyond; without an amber limit
  it is 100 or 0. A part without data is in neither. The parts are always shown; all of them weigh the same.
unit: score
better: higher
kind: derived
attribute: board
subject: sprint
made-of:
  planning_accuracy: 1
  scope_creep: 1
  carry_over: 1
  wip_per_person: 1
  flow_efficiency: 1
  bug_ratio: 1
needs: [ticket, sprint]
misleads-when: it is read without its parts
source: Jira
version: 1
since: 2026-11-26
---*/
