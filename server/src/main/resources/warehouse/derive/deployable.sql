-- Whether a project ever deploys to production or, for a library, publishes anything. When that
-- changes, all its merge requests do.

DROP TABLE IF EXISTS affected_project;

CREATE TEMP TABLE affected_project AS
SELECT d.project_id AS id FROM fact_deployment d JOIN touched_deployment t ON t.id = d.id
WHERE {deployment:d.id} AND d.project_id IS NOT NULL
UNION
SELECT r.project_id FROM fact_release r JOIN touched_release t ON t.id = r.id
WHERE r.project_id IS NOT NULL
UNION
SELECT t.id FROM touched_project t
UNION
SELECT p.id FROM project p JOIN touched_production t ON t.id = p.service_id;

DROP TABLE IF EXISTS now_deployable;

CREATE TEMP TABLE now_deployable AS
SELECT d.project_id AS id FROM deployment d JOIN affected_project a ON a.id = d.project_id
WHERE d.is_production AND d.status = 'success'
UNION
SELECT r.project_id
FROM fact_release r
JOIN affected_project a ON a.id = r.project_id
JOIN project p ON p.id = r.project_id
JOIN service s ON s.id = p.service_id
WHERE s.kind = 'library'
UNION
SELECT p.id
FROM project p
JOIN affected_project a ON a.id = p.id
JOIN service s ON s.id = p.service_id
JOIN production_began b ON b.service_id = p.service_id
WHERE s.kind = 'service';

INSERT INTO touched_merge_request
SELECT m.id
FROM fact_merge_request m
JOIN affected_project a ON a.id = m.project_id
LEFT JOIN now_deployable n ON n.id = a.id
LEFT JOIN project_deployable k ON k.project_id = a.id
WHERE (n.id IS NULL) <> (k.project_id IS NULL);

DELETE FROM project_deployable USING affected_project a WHERE project_deployable.project_id = a.id;

INSERT INTO project_deployable SELECT id FROM now_deployable;
