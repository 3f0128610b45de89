-- Keys of the teams of the services of which touched hours tell.
SELECT DISTINCT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN service_hour h ON h.service_id = s.service_id
JOIN touched_sample_hour u ON u.id = h.sample_hour_id
WHERE {sample_hour:h.sample_hour_id};
