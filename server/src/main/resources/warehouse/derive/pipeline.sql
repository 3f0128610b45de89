-- Pipelines.
DELETE FROM pipeline USING touched_pipeline t WHERE pipeline.id = t.id AND {pipeline:pipeline.id};

INSERT INTO pipeline (
  id, source_id, project_id, service_id, ref, is_default_branch, status, trigger, created_at,
  started_at, finished_at, duration_seconds, web_url, sequence)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id, f.ref,
       coalesce(f.ref = p.default_branch AND NOT coalesce(f.tag, FALSE), FALSE),
       f.status, f.trigger, f.created_at, f.started_at, f.finished_at, f.duration_seconds,
       f.web_url, f.sequence
FROM fact_pipeline f
JOIN (SELECT DISTINCT id FROM touched_pipeline) t ON t.id = f.id
LEFT JOIN project p ON p.id = f.project_id
WHERE {pipeline:f.id};
