-- Projects and the services that live in them.

DROP TABLE IF EXISTS new_project;

CREATE TEMP TABLE new_project AS
SELECT p.id, s.id AS source_id, p.path, p.name, p.web_url,
       coalesce(
         (SELECT min(sp.service_id) FROM service_project sp
          WHERE sp.source_system = s.system AND lower(sp.path) IN (lower(p.path), lower(p.alias))),
         (SELECT min(v.id) FROM service v WHERE v.key = p.service)) AS service_id,
       p.default_branch, coalesce(p.deleted, FALSE) AS deleted
FROM fact_project p
JOIN (SELECT DISTINCT id FROM touched_project) t ON t.id = p.id
LEFT JOIN source s ON s.id = CAST(p.id >> 48 AS INTEGER);

DROP TABLE IF EXISTS changed_project;

CREATE TEMP TABLE changed_project AS
SELECT n.id
FROM new_project n
LEFT JOIN project p ON p.id = n.id
WHERE p.id IS NULL
   OR n.service_id IS DISTINCT FROM p.service_id
   OR n.default_branch IS DISTINCT FROM p.default_branch
   OR n.deleted IS DISTINCT FROM p.deleted;

DELETE FROM project USING touched_project t WHERE project.id = t.id;

INSERT INTO project (id, source_id, path, name, web_url, service_id, default_branch, deleted)
SELECT id, source_id, path, name, web_url, service_id, default_branch, deleted FROM new_project;

INSERT INTO touched_merge_request
SELECT m.id FROM fact_merge_request m JOIN changed_project c ON c.id = m.project_id;

INSERT INTO touched_pipeline
SELECT f.id FROM fact_pipeline f JOIN changed_project c ON c.id = f.project_id;

-- Which branch is the main one, and whose it is, decides for the service's builds.
INSERT INTO touched_gate_run
SELECT f.id FROM fact_gate_run f JOIN changed_project c ON c.id = f.project_id
UNION
SELECT g.id FROM gate_run g
JOIN project p ON p.service_id = g.service_id
JOIN changed_project c ON c.id = p.id;

INSERT INTO touched_build_report
SELECT f.id FROM fact_build_report f JOIN changed_project c ON c.id = f.project_id
UNION
SELECT b.id FROM build_report b
JOIN project p ON p.service_id = b.service_id
JOIN changed_project c ON c.id = p.id;

INSERT INTO touched_deployment
SELECT f.id FROM fact_deployment f JOIN changed_project c ON c.id = f.project_id;

INSERT INTO touched_code_analysis
SELECT f.id FROM fact_code_analysis f JOIN changed_project c ON c.id = f.project_id;

INSERT INTO touched_code_issue
SELECT f.id FROM fact_code_issue f JOIN changed_project c ON c.id = f.project_id;

-- Every touched one: that a project was archived changes nothing else.
INSERT INTO touched_repository_file
SELECT f.id FROM fact_repository_file f JOIN touched_project t ON t.id = f.project_id;
