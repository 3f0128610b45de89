-- Keys of the teams whose tickets went on in the process.
SELECT DISTINCT t.key
FROM team t
JOIN team_board b ON b.team_id = t.id
JOIN ticket k ON k.board_id = b.board_id
JOIN touched_flow u ON u.id = k.id
WHERE {flow:k.id};
