/*---
id: customer_incident_count
title: Incidents reported by customers
phase: monitoring
question: How often do customers tell us that something does not work?
why: To know how many incidents there are, reported by customers and triggered by monitoring
definition: >-
  Requests to a service desk that tell of something that does not work (incidents: requests), by when they were made.
  What one of the organisation reported is left out where the source tells who it was, and so are duplicates. They count
  for the team that works on the desk. No data where no source has a desk.
unit: count
better: lower
kind: count
attribute: board
subject: ticket
needs: [ticket_request]
misleads-when: customers stop reporting
source: Jira
version: 1
since: 2026-11-27
---*/
SELECT
  i.ticket_id AS subject_id,
  i.board_id,
  i.created_at AS at
FROM customer_incident i
