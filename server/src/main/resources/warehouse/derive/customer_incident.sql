-- Incidents that customers reported, by the name of what they choose from at the desk, or of what the
-- ticket is. Where a source does not tell who reported it, it was a customer.

INSERT INTO touched_reported
SELECT c.ticket_id FROM customer_incident c JOIN touched_ticket t ON t.id = c.ticket_id
WHERE {ticket:c.ticket_id};

DELETE FROM customer_incident USING touched_ticket t
WHERE customer_incident.ticket_id = t.id AND {ticket:customer_incident.ticket_id};

INSERT INTO customer_incident (ticket_id, board_id, created_at)
SELECT DISTINCT k.id, k.board_id, k.created_at
FROM ticket k
JOIN touched_ticket t ON t.id = k.id
JOIN fact_ticket_request r ON r.ticket_id = k.id
JOIN name_pattern p
  ON p.purpose = 'incident_request'
 AND (lower(r.request_type) LIKE p.pattern ESCAPE '!' OR lower(k.type) LIKE p.pattern ESCAPE '!')
WHERE {ticket:k.id} AND {ticket:r.ticket_id}
  AND coalesce(r.by_customer, TRUE) AND coalesce(k.outcome, 'done') <> 'duplicate';

INSERT INTO touched_reported
SELECT c.ticket_id FROM customer_incident c JOIN touched_ticket t ON t.id = c.ticket_id
WHERE {ticket:c.ticket_id};
