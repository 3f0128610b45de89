-- What was measured of a project that belongs to another service now.
UPDATE service_hour SET service_id = p.service_id
FROM project p
JOIN (SELECT DISTINCT id FROM touched_project) t ON t.id = p.id
WHERE service_hour.project_id = p.id AND service_hour.service_id IS DISTINCT FROM p.service_id;
