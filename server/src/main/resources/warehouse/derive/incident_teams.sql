-- Keys of the teams whose readings a touched incident belongs to.
SELECT DISTINCT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN touched_production p ON p.id = s.service_id;
