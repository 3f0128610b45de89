-- Merge requests that a pipeline has built, or was thought to have: run before the pipelines are
-- derived and after it.
INSERT INTO touched_merge_request
SELECT DISTINCT m.id
FROM pipeline p
JOIN touched_pipeline t ON t.id = p.id
JOIN merge_request m ON m.project_id = p.project_id
WHERE {pipeline:p.id} AND p.is_default_branch AND m.ticketed AND m.merged_at IS NOT NULL
  AND (NOT m.buildable
       OR p.status = 'success' AND m.merged_at - INTERVAL '2 minutes' <= p.created_at
          AND (m.built_at IS NULL OR m.built_at >= p.finished_at));
