/*---
id: optimisation_loop
title: Findings that reached a sprint
phase: monitoring
question: Does what production tells us become work?
why: To feed what is found in production back into sprints
definition: >-
  Of the findings of production that were written down in the period, those that were put into a sprint, or are linked
  to a ticket that was. Findings are incidents that customers reported, tickets with the label from-production, and
  tickets that link to an incident. Duplicates are left out. They count for the team that works on the board of the
  finding.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket]
misleads-when: nothing is written down
source: Jira
target: { on: value, green: 80, amber: 50, source: "ours" }
version: 1
since: 2026-11-28
---*/
WITH found AS (
  SELECT c.ticket_id FROM customer_incident c
  UNION
  SELECT f.id FROM fact_ticket f WHERE lower(f.labels) LIKE '%,from-production,%'
  UNION
  SELECT r.ticket_id
  FROM fact_ticket_reference r
  JOIN incident_telling i ON i.web_url = r.url
  WHERE i.kind <> 'check' AND NOT i.is_test
)
SELECT
  k.id AS subject_id,
  k.board_id,
  k.created_at AS at,
  CASE WHEN EXISTS (SELECT 1 FROM ticket_sprint s WHERE s.ticket_id = k.id)
      OR EXISTS (
        SELECT 1 FROM fact_ticket_link l
        JOIN ticket_sprint s ON s.ticket_id = l.other_id
        WHERE l.ticket_id = k.id)
    THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM found f
JOIN ticket k ON k.id = f.ticket_id
WHERE k.kind NOT IN ('subtask', 'epic') AND coalesce(k.outcome, 'done') <> 'duplicate'
