/*---
id: error_budget_left
title: Error budget left
phase: monitoring
question: How much more may it be down?
why: To decide between what is new and what is stable
definition: >-
  How much of the time in which it may be down by its target is left: 100 percent less the time in which the worst
  check found it down, by the part of the whole period that the target of uptime leaves. Below 0 it is overdrawn. A
  running period has its whole budget.
unit: percent
better: higher
kind: derived
attribute: service
subject: project
part-of: uptime
needs: [check_event]
made-of: { uptime: 1 }
source: Freshping
target: { on: value, green: 25, amber: 0, source: "ours" }
version: 1
since: 2026-11-28
---*/

