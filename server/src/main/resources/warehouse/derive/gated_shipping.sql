-- Services of which something was deployed or released, or is now another project's.
INSERT INTO touched_gated
SELECT d.service_id FROM deployment d JOIN touched_deployment t ON t.id = d.id
WHERE {deployment:d.id} AND d.service_id IS NOT NULL
UNION
SELECT p.service_id
FROM fact_release r
JOIN touched_release t ON t.id = r.id
JOIN project p ON p.id = r.project_id
WHERE p.service_id IS NOT NULL
UNION
SELECT p.service_id FROM project p JOIN touched_project t ON t.id = p.id
WHERE p.service_id IS NOT NULL;

INSERT INTO touched_gated
SELECT DISTINCT a.service_id
FROM code_analysis a JOIN touched_code_analysis t ON t.id = a.id
WHERE a.service_id IS NOT NULL;

-- When gates are known of since earlier than before, earlier deployments count.
INSERT INTO touched_gated
SELECT s.id FROM service s
WHERE (SELECT min(g.judged_at) FROM gate_run g)
      < coalesce((SELECT min(b.began_at) FROM gates_began b), TIMESTAMP '9999-01-01 00:00:00');

DELETE FROM gates_began;

INSERT INTO gates_began SELECT min(g.judged_at) FROM gate_run g;
