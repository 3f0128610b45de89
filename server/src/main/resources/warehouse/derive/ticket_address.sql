-- Addresses that tickets hold, with what they may lead to, and from when to when they held them.
INSERT INTO touched_documented SELECT id FROM touched_ticket;

DROP TABLE IF EXISTS tk_address;

-- A reference without a change that made it was there from the beginning. Which address a remote
-- link had that is gone, nothing tells.
CREATE TEMP TABLE tk_address AS
WITH event AS (
  SELECT c.ticket_id, coalesce(c.to_value, c.from_value) AS url, c."at",
         c.to_value IS NOT NULL AS comes, k.born_at
  FROM fact_ticket_change c
  JOIN tk k ON k.id = c.ticket_id
  WHERE {ticket:c.ticket_id} AND c.field = 'document'
),
ordered AS (
  SELECT e.*, row_number() OVER same AS place, lag(e.comes) OVER same AS came_before,
         lead(e.comes) OVER same IS NULL AS is_last,
         min(CASE WHEN NOT e.comes THEN e."at" END) OVER (
           PARTITION BY e.ticket_id, e.url ORDER BY e."at" NULLS LAST, e.comes NULLS LAST
           ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_out
  FROM event e
  WINDOW same AS (
    PARTITION BY e.ticket_id, e.url ORDER BY e."at" NULLS LAST, e.comes NULLS LAST)
),
remote AS (
  SELECT c.ticket_id, c.to_value AS number, max(c."at") AS "at"
  FROM fact_ticket_change c
  JOIN tk k ON k.id = c.ticket_id
  WHERE {ticket:c.ticket_id} AND c.field = 'remote_link' AND c.to_value IS NOT NULL
  GROUP BY c.ticket_id, c.to_value
)
SELECT r.ticket_id, 'remote link' AS via, r.url, coalesce(m."at", k.born_at) AS linked_at,
       TIMESTAMP '9999-01-01 00:00:00' AS unlinked_at
FROM fact_ticket_reference r
JOIN tk k ON k.id = r.ticket_id
LEFT JOIN remote m ON m.ticket_id = r.ticket_id AND m.number = r.number
WHERE {ticket:r.ticket_id} AND coalesce(r.relationship, '') <> 'description'
UNION ALL
SELECT r.ticket_id, 'description', r.url, k.born_at, TIMESTAMP '9999-01-01 00:00:00'
FROM fact_ticket_reference r
JOIN tk k ON k.id = r.ticket_id
WHERE {ticket:r.ticket_id} AND r.relationship = 'description'
  AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = r.ticket_id AND e.url = r.url)
UNION ALL
SELECT o.ticket_id, 'description', o.url, o."at",
       coalesce(o.next_out, TIMESTAMP '9999-01-01 00:00:00')
FROM ordered o
WHERE o.comes AND NOT coalesce(o.came_before, FALSE)
UNION ALL
SELECT o.ticket_id, 'description', o.url, o.born_at, o."at"
FROM ordered o
WHERE o.place = 1 AND NOT o.comes;

DELETE FROM ticket_address USING touched_ticket t
WHERE ticket_address.ticket_id = t.id AND {ticket:ticket_address.ticket_id};

-- A page is known by its number wherever the number stands; what is neither a page nor a file in a
-- repository is left out.
INSERT INTO ticket_address (
  ticket_id, via, url, bare, host, page_number, space, git_path, linked_at, unlinked_at)
WITH cut AS (
  SELECT a.*, split_part(a.url, '#', 1) AS whole, split_part(split_part(a.url, '#', 1), '?', 1) AS bare,
         lower(split_part(split_part(a.url, '://', 2), '/', 1)) AS host
  FROM tk_address a
),
read AS (
  SELECT c.*,
         CASE WHEN c.whole LIKE '%pageId=%'
             THEN split_part(split_part(c.whole, 'pageId=', 2), '&', 1)
           WHEN c.bare LIKE '%/pages/%' THEN split_part(split_part(c.bare, '/pages/', 2), '/', 1)
         END AS number,
         CASE WHEN c.bare LIKE '%/spaces/%'
             THEN split_part(split_part(c.bare, '/spaces/', 2), '/', 1)
           WHEN c.bare LIKE '%/display/%'
             THEN split_part(split_part(c.bare, '/display/', 2), '/', 1)
         END AS space
  FROM cut c
)
SELECT DISTINCT r.ticket_id, r.via, r.url, r.bare, r.host,
       CASE WHEN r.number ~ '^[0-9]{1,14}$' THEN CAST(r.number AS BIGINT) END,
       upper(r.space),
       CASE WHEN r.bare LIKE '%/-/blob/%' THEN split_part(r.bare, '/-/blob/', 2) END,
       r.linked_at, r.unlinked_at
FROM read r
WHERE r.number ~ '^[0-9]{1,14}$' OR r.bare LIKE '%/-/blob/%' OR r.bare LIKE '%/display/%/%'
   OR r.bare ~ '/x/[A-Za-z0-9_-]+$';
