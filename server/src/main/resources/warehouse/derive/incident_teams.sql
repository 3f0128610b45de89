-- Keys of the teams whose readings a touched incident belongs to.
SELECT t.key
FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN pi_changed c ON c.service_id = s.service_id
UNION
SELECT t.key
FROM team t
JOIN team_board b ON b.team_id = t.id
JOIN pi_changed c ON c.board_id = b.board_id;
