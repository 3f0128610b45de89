/*---
id: completion_forecast
title: Completion forecast
phase: sprint-planning
question: How likely is it that all of a sprint is done by its planned end?
why: To potentially predict the delivery speed of a team
definition: >-
  The share of 10 000 draws in which all that was left was done by the planned end, drawn from what the board finished
  on each of its last 10 to 20 working days. Of a running sprint as of now; of a closed one as of the middle of its
  planned time, by what was known then, so that one can see whether forecasts come true. The headline is the median over
  sprints.
unit: percent
better: higher
kind: derived
attribute: board
subject: sprint
needs: [ticket, sprint]
misleads-when: the tickets that are left are much larger or smaller than those that were finished
source: Jira
version: 1
since: 2026-11-26
---*/
