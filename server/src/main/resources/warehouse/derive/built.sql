-- Merge requests that a pipeline has built, or was thought to have: run before the pipelines are
-- derived and after it. A pipeline builds its own project, and the service's in other sources.
INSERT INTO touched_merge_request
SELECT DISTINCT m.id
FROM pipeline p
JOIN touched_pipeline t ON t.id = p.id
JOIN (
  SELECT DISTINCT p.project_id AS built_by, p.project_id
  FROM pipeline p
  JOIN touched_pipeline t ON t.id = p.id
  WHERE {pipeline:p.id}
  UNION
  SELECT p.project_id, c.id
  FROM pipeline p
  JOIN touched_pipeline t ON t.id = p.id
  JOIN project c ON c.service_id = p.service_id AND c.source_id <> p.source_id
  WHERE {pipeline:p.id}
) r ON r.built_by = p.project_id
JOIN merge_request m ON m.project_id = r.project_id
WHERE {pipeline:p.id} AND p.is_default_branch AND m.ticketed AND m.merged_at IS NOT NULL
  AND (NOT m.buildable
       OR p.status = 'success' AND m.merged_at - INTERVAL '2 minutes' <= p.created_at
          AND (m.built_at IS NULL OR m.built_at >= p.finished_at));
