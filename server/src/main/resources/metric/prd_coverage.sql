/*---
id: prd_coverage
title: Epics with a PRD
phase: product-discovery
question: How many epics have a requirements document when work on them begins?
why: A PRD is the product phases' output and the deep-dive's first input
definition: >-
  Epics with a link to a product requirements document that can be read, divided by all epics of which a story came into
  a sprint. A page is one by its labels, title or space; it may link to the epic, or the epic to the page. Judged as the
  links were when the first sprint with one of its stories began, or when the story was added to it; whether the page can
  be read, as of today. An epic whose only link cannot be judged is in neither number, which lowers the coverage. Without
  a wiki there is no data.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint, wiki_page]
coverage:
  of: epic_document
  when: e.prd <> 'unknown'
misleads-when: empty pages are linked so that there is a link
source: Confluence, Jira
target: { on: value, green: 80, amber: 60, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  e.epic_id AS subject_id,
  e.board_id,
  e.judged_at AS at,
  CASE WHEN e.prd = 'present' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM epic_document e
WHERE e.prd IN ('present', 'missing')
