/*---
id: design_link_coverage
title: Epics with a design
phase: deep-dive
question: How many epics have a design that can be read when work on them begins?
why: The deep-dive gives out an architectural design
definition: >-
  Epics with a link to a design that can be read, divided by all epics of which a story came into a sprint. A design is
  a page of a wiki that is read, by its labels, title or space, or a document in a Git repository; the page may link to
  the epic, or the epic to the page. Judged as the links were when the first sprint with one of its stories began, or
  when the story was added to it; whether the page can be read, as of today. An epic whose only link cannot be judged is
  in neither number, which lowers the coverage. Without a wiki there is no data.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: board
subject: ticket
needs: [ticket, sprint, wiki_page]
coverage:
  of: epic_document
  when: e.design <> 'unknown'
misleads-when: one page is linked by everything
source: Confluence, Jira
target: { on: value, green: 80, amber: 60, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  e.epic_id AS subject_id,
  e.board_id,
  e.judged_at AS at,
  CASE WHEN e.design = 'present' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM epic_document e
WHERE e.design IN ('present', 'missing')
