/*---
id: prd_to_deep_dive
title: From PRD to deep-dive
phase: product-discovery
question: How long does a requirements document wait until engineers look into it?
why: What is described and not looked into grows stale
definition: >-
  Working days from the creation of a product requirements document to the first entry into the deep-dive of a ticket
  that it has to do with, or of a story of such an epic; by the calendar of that ticket. It belongs to the period of that
  entry. One whose tickets were in the deep-dive before it was created is left out, and so is one in the bin.
unit: days
better: lower
kind: value
attribute: board
subject: document
needs: [ticket, sprint, wiki_page]
misleads-when: documents are written long before they are meant to be built
source: Confluence, Jira
version: 1
since: 2026-11-26
---*/
WITH owned AS (
  SELECT t.document_id, t.ticket_id
  FROM ticket_document t
  WHERE t.kind = 'prd' AND t.document_id IS NOT NULL
  UNION
  SELECT t.document_id, k.id
  FROM ticket_document t
  JOIN ticket k ON k.parent_id = t.ticket_id
  WHERE t.kind = 'prd' AND t.document_id IS NOT NULL
),
entered AS (
  SELECT o.document_id, p.entered_at, p.calendar_id,
         row_number() OVER (
           PARTITION BY o.document_id
           ORDER BY p.entered_at NULLS LAST, p.ticket_id NULLS LAST) AS place
  FROM owned o
  JOIN ticket_phase p ON p.ticket_id = o.ticket_id AND p.phase = 'deep-dive'
)
SELECT
  d.id AS subject_id,
  d.board_id,
  e.entered_at AS at,
  ((h.worked_before + greatest(0, least(
      CAST(extract(epoch FROM (e.entered_at - h.hour)) AS DOUBLE PRECISION), h.work_to) - h.work_from))
    - (b.worked_before + greatest(0, least(
      CAST(extract(epoch FROM (d.created_at - b.hour)) AS DOUBLE PRECISION), b.work_to) - b.work_from)))
    / CAST(c.day_seconds AS DOUBLE PRECISION) AS value
FROM entered e
JOIN document d ON d.id = e.document_id
JOIN calendar c ON c.id = e.calendar_id
JOIN calendar_hour b ON b.calendar_id = e.calendar_id
  AND b.hour = date_trunc('hour', CAST(d.created_at AS TIMESTAMP))
JOIN calendar_hour h ON h.calendar_id = e.calendar_id
  AND h.hour = date_trunc('hour', CAST(e.entered_at AS TIMESTAMP))
WHERE e.place = 1 AND d.kind = 'prd' AND coalesce(d.resolves, TRUE) AND e.entered_at >= d.created_at
