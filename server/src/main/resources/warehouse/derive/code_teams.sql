-- Keys of the teams whose readings a touched analysis, issue or file belongs to.
SELECT DISTINCT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN (
  SELECT a.service_id FROM code_analysis a JOIN touched_code_analysis u ON u.id = a.id
  UNION
  SELECT i.service_id FROM code_issue i JOIN touched_code_issue u ON u.id = i.id
  UNION
  SELECT r.service_id FROM repository_file r JOIN touched_repository_file u ON u.id = r.id
) w ON w.service_id = s.service_id;
