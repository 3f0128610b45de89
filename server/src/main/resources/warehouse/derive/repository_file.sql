-- What was found of the files of repositories that are worked on, each until the next look that
-- found something else. Those before and behind a touched one are looked at again with it.
INSERT INTO touched_repository_file
SELECT f.id
FROM fact_repository_file f
JOIN (
  SELECT DISTINCT g.project_id, g.path
  FROM fact_repository_file g
  JOIN touched_repository_file t ON t.id = g.id
) l ON l.project_id = f.project_id AND l.path = f.path;

DELETE FROM repository_file USING touched_repository_file t WHERE repository_file.id = t.id;

INSERT INTO repository_file (
  id, source_id, project_id, service_id, title, web_url, path, is_present, valid_from, valid_to,
  sequence)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id, coalesce(p.path, p.name),
       p.web_url || CASE WHEN f.present THEN '/-/blob/HEAD/' || f.path ELSE '' END,
       f.path, f.present, f.seen_at,
       coalesce(
         lead(f.seen_at) OVER (
           PARTITION BY f.project_id, f.path ORDER BY f.seen_at NULLS LAST, f.id NULLS LAST),
         TIMESTAMP '9999-01-01 00:00:00'),
       f.sequence
FROM fact_repository_file f
JOIN (SELECT DISTINCT id FROM touched_repository_file) t ON t.id = f.id
JOIN project p ON p.id = f.project_id
JOIN fact_project q ON q.id = f.project_id
WHERE f.present IS NOT NULL AND f.seen_at IS NOT NULL
  AND NOT p.deleted AND NOT coalesce(q.archived, FALSE);
