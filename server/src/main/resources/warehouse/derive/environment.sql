-- Deployments to environments of which something else is known now.
INSERT INTO touched_deployment
SELECT d.id
FROM fact_deployment d
JOIN fact_environment e ON e.project_id = d.project_id AND e.name = d.environment
JOIN touched_environment t ON t.id = e.id;
