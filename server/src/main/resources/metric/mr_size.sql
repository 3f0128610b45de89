/*---
id: mr_size
title: Merge request size
phase: coding
question: How large are the changes that are reviewed?
why: To know how well developers adhere to the small PR size best practice
definition: >-
  Lines added plus lines deleted, without generated, vendored, lock, snapshot and binary files and pure renames; the
  deletion of a whole file counts one. Where the source cut the diff there is no size, and the coverage says so.
unit: lines
better: lower
kind: value
attribute: person
subject: merge_request
needs: [merge_request, merge_request_file]
coverage:
  of: merge_request
  when: mr.size_lines IS NOT NULL
misleads-when: one change is cut into stacked merge requests that only make sense together
source: GitLab
target: { on: p75, green: 100, amber: 200, source: "LinearB: p75 under 98 / 148 / 218; Google: 100 lines are reasonable, 1,000 too large" }
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
  mr.size_lines AS value
FROM merge_request mr
WHERE mr.in_scope AND mr.size_lines IS NOT NULL
