-- Tickets are placed on the board of a sprint; those of a sprint that was not known, or that moved.
INSERT INTO touched_ticket
SELECT DISTINCT k.ticket_id
FROM fact_sprint f
JOIN touched_sprint t ON t.id = f.id
JOIN ticket_sprint k ON k.sprint_id = f.id
LEFT JOIN sprint s ON s.id = f.id
WHERE s.id IS NULL OR s.board_id IS DISTINCT FROM f.board_id;

-- When a sprint starts, its tickets go on in the process.
INSERT INTO touched_flow
SELECT k.ticket_id FROM ticket_sprint k JOIN touched_sprint t ON t.id = k.sprint_id;
