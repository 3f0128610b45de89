-- Statuses, and the tickets that were in one of which something else is known now.
DROP TABLE IF EXISTS changed_status;

CREATE TEMP TABLE changed_status AS
SELECT f.id, f.name, f.category, CAST(f.id >> 48 AS INTEGER) AS source_id,
       CAST(f.id - CAST(f.id >> 48 AS BIGINT) * 281474976710656 AS TEXT) AS number
FROM fact_ticket_status f
JOIN (SELECT DISTINCT id FROM touched_ticket_status) t ON t.id = f.id
LEFT JOIN ticket_status d ON d.id = f.id
WHERE d.id IS NULL OR d.name IS DISTINCT FROM f.name OR d.category IS DISTINCT FROM f.category;

DELETE FROM ticket_status USING changed_status c WHERE ticket_status.id = c.id;

INSERT INTO ticket_status (id, source_id, number, name, category)
SELECT id, source_id, number, name, category FROM changed_status;

INSERT INTO touched_ticket
SELECT DISTINCT s.ticket_id
FROM ticket_span s
JOIN changed_status c ON c.number = s.value AND c.source_id = CAST(s.ticket_id >> 48 AS INTEGER)
WHERE s.field = 'status';
