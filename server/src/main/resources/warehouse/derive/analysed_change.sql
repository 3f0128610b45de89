-- Analyses of changes that may be of a touched merge request: those that are of it so far, and those
-- of its number in a project of the same service.
INSERT INTO touched_code_analysis
SELECT a.id
FROM code_analysis a
JOIN touched_merge_request t ON t.id = a.merge_request_id
UNION
SELECT f.id
FROM fact_code_analysis f
JOIN project p ON p.id = f.project_id
JOIN merge_request m ON m.service_id = p.service_id AND m.iid = f.change
JOIN touched_merge_request t ON t.id = m.id
WHERE {merge_request:m.id};
