-- Keys by which tickets are named; those that moved keep their old ones. Merge requests that name a
-- key which is new, or which is another ticket's now, are looked at again.
DROP TABLE IF EXISTS tk_key;

CREATE TEMP TABLE tk_key AS
SELECT DISTINCT n.id AS ticket_id, upper(n.key) AS key
FROM (
  SELECT k.id, k.key FROM tk k
  UNION ALL
  SELECT c.ticket_id, c.from_value FROM fact_ticket_change c JOIN tk k ON k.id = c.ticket_id
  WHERE c.field = 'key' AND {ticket:c.ticket_id}
  UNION ALL
  SELECT c.ticket_id, c.to_value FROM fact_ticket_change c JOIN tk k ON k.id = c.ticket_id
  WHERE c.field = 'key' AND {ticket:c.ticket_id}
) n
WHERE n.key <> '';

INSERT INTO touched_merge_request
SELECT m.merge_request_id
FROM merge_request_key m
JOIN (
  SELECT coalesce(n.key, o.key) AS key
  FROM tk_key n
  FULL JOIN (
    SELECT k.ticket_id, k.key FROM ticket_key k
    JOIN (SELECT DISTINCT id FROM touched_ticket) t ON t.id = k.ticket_id
    WHERE {ticket:k.ticket_id}
  ) o ON o.ticket_id = n.ticket_id AND o.key = n.key
  WHERE n.ticket_id IS NULL OR o.ticket_id IS NULL
) c ON c.key = m.key
UNION
SELECT m.id
FROM fact_merge_request m
JOIN fact_ticket_reference r ON r.url = m.web_url
JOIN tk k ON k.id = r.ticket_id
WHERE {ticket:r.ticket_id}
UNION
SELECT l.merge_request_id
FROM ticket_merge_request l
JOIN touched_ticket t ON t.id = l.ticket_id
WHERE l.via = 'tracker' AND {ticket:l.ticket_id};

DELETE FROM ticket_key USING touched_ticket t
WHERE ticket_key.ticket_id = t.id AND {ticket:ticket_key.ticket_id};

INSERT INTO ticket_key (ticket_id, key) SELECT ticket_id, key FROM tk_key;

-- Also the tickets above, which count their sub-tasks, and those that they were below before.
INSERT INTO touched_flow
SELECT t.id FROM touched_ticket t
UNION
SELECT f.parent_id FROM fact_ticket f JOIN touched_ticket t ON t.id = f.id
WHERE {ticket:f.id} AND f.parent_id IS NOT NULL
UNION
SELECT CAST(c.from_value AS BIGINT)
FROM fact_ticket_change c JOIN touched_ticket t ON t.id = c.ticket_id
WHERE {ticket:c.ticket_id} AND c.field = 'parent' AND c.from_value ~ '^[0-9]{1,18}$';
