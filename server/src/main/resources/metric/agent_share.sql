/*---
id: agent_share
title: Agents' share
phase: coding
question: How much of what is merged is written by AI agents on their own?
why: To know which part of the work an assistant or an agent did, so that every other metric can be read split by it
definition: >-
  Merged merge requests whose author is an AI agent, divided by all merged ones. They belong to the team that owns the
  service.
unit: percent
better: none
kind: ratio
wilson: true
attribute: person
subject: merge_request
part-of: ai_share
needs: [merge_request, merge_request_commit]
coverage:
  of: merge_request
  among: NOT mr.is_cherry_pick
  when: mr.details
misleads-when: agents work under the account of a person
source: GitLab
version: 1
since: 2026-11-23
---*/
SELECT
  mr.id AS subject_id,
  mr.project_id,
  mr.service_id,
  mr.author_id AS person_id,
  mr.author_class,
  mr.merged_at AS at,
  CASE WHEN mr.author_class = 'agent' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM merge_request mr
WHERE mr.in_scope AND mr.details AND NOT mr.is_cherry_pick
