/*---
id: prd_count
title: PRDs created
phase: product-discovery
question: How many requirements documents are begun?
why: A PRD is the product phases' output
definition: >-
  Product requirements documents that were created in the period and are not in the bin. A page of a wiki is one by its
  labels, title or space, as they are now. It counts for the team whose board has the ticket that had to do with it
  first; one that has to do with no ticket counts for the organisation only.
unit: count
better: none
kind: count
attribute: board
subject: document
needs: [wiki_page]
misleads-when: documents are split or written to be counted
source: Confluence
version: 1
since: 2026-11-26
---*/
SELECT
  d.id AS subject_id,
  d.board_id,
  d.created_at AS at
FROM document d
WHERE d.kind = 'prd' AND d.created_at IS NOT NULL AND coalesce(d.resolves, TRUE)
