/*---
id: dora_score
title: DORA score
phase: deployment
question: How does software delivery do, all in all?
why: A low rate means a reliable pipeline that keeps defects out of production
definition: >-
  The quick check of DORA: lead time, frequency and recovery time each in six classes, from 0 to 10; of the failure
  rate and the rework rate 10 less a tenth of the percentage. Throughput is the mean of the first three, stability of
  the other two, the score of all five. What has no data is in none of them.
unit: score_of_ten
better: higher
kind: derived
attribute: service
subject: production_deployment
made-of:
  change_lead_time: 1
  deployment_frequency: 1
  failed_deployment_recovery_time: 1
  change_failure_rate: 1
  deployment_rework_rate: 1
needs: [gitops_sync, deployment, merge_request]
misleads-when: it is read without its parts, or teams are ranked by it
source: made of other metrics
target: { on: value, green: 6.7, amber: 5, source: "DORA 2025: the mean of all industries is 6.7; amber ours" }
version: 1
since: 2026-11-28
---*/
