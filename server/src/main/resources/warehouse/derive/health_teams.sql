-- Keys of the teams of the services whose checks or surveys were touched.
SELECT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN check_span c ON c.service_id = s.service_id
JOIN touched_check_span u ON u.id = c.check_id
UNION
SELECT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN survey_answer a ON a.service_id = s.service_id
JOIN touched_survey_answer u ON u.id = a.id
UNION
SELECT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN survey_sending r ON r.service_id = s.service_id
JOIN touched_survey_round u ON u.id = r.id;
