/*---
id: mr_ticket_coverage
title: Merge requests with a ticket
phase: coding
question: How much of what is merged can be followed back to a ticket?
why: What belongs to no ticket is in no plan, and its way from idea to production cannot be shown
definition: >-
  Merged merge requests that name a known ticket, in their branch, title, description or commits, or that the tracker
  links to, divided by all merged ones. A key that looks like one and is no ticket's does not count.
unit: percent
better: higher
kind: ratio
wilson: true
attribute: person
subject: merge_request
needs: [merge_request, merge_request_commit, ticket]
coverage:
  of: merge_request
  when: mr.details
misleads-when: one ticket is named by everything
source: GitLab, Jira
target: { on: value, green: 90, amber: 70, source: "ours" }
version: 1
since: 2026-11-26
---*/
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.merged_at AS at,
  CASE WHEN mr.ticketed THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND mr.ticketed IS NOT NULL
