-- Keys of the teams of the services around whose deployments something may have changed.
SELECT DISTINCT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN im_service m ON m.id = s.service_id;
