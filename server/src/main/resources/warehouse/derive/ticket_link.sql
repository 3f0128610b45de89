-- Which tickets merge requests belong to: by keys in what people write about a change, and by
-- addresses that the tracker keeps.

DELETE FROM merge_request_key USING touched_merge_request t
WHERE merge_request_key.merge_request_id = t.id
  AND {merge_request:merge_request_key.merge_request_id};

INSERT INTO merge_request_key (merge_request_id, key, via)
WITH touched AS (SELECT DISTINCT id FROM touched_merge_request),
said AS (
  SELECT m.id, v.via,
         CASE v.via WHEN 'branch' THEN m.branch_keys WHEN 'title' THEN m.title_keys
           ELSE m.description_keys END AS keys
  FROM fact_merge_request m
  JOIN touched t ON t.id = m.id
  CROSS JOIN (VALUES ('branch'), ('title'), ('description')) v(via)
  WHERE {merge_request:m.id}
  UNION ALL
  SELECT c.merge_request_id, 'commit', c.ticket_keys
  FROM fact_merge_request_commit c
  JOIN touched t ON t.id = c.merge_request_id
  WHERE {merge_request:c.merge_request_id}
)
SELECT DISTINCT s.id, u.key, s.via
FROM said s
CROSS JOIN LATERAL (SELECT unnest(string_to_array(s.keys, ',')) AS key) u
WHERE s.keys <> '' AND u.key <> '';

DROP TABLE IF EXISTS linking;

CREATE TEMP TABLE linking AS
SELECT n.ticket_id, n.merge_request_id,
       CASE min(n.place) WHEN 1 THEN 'branch' WHEN 2 THEN 'title' WHEN 3 THEN 'description'
         WHEN 4 THEN 'commit' ELSE 'tracker' END AS via
FROM (
  SELECT k.ticket_id, m.merge_request_id,
         CASE m.via WHEN 'branch' THEN 1 WHEN 'title' THEN 2 WHEN 'description' THEN 3
           ELSE 4 END AS place
  FROM merge_request_key m
  JOIN (SELECT DISTINCT id FROM touched_merge_request) t ON t.id = m.merge_request_id
  JOIN ticket_key k ON k.key = m.key
  WHERE {merge_request:m.merge_request_id}
  UNION ALL
  SELECT r.ticket_id, m.id, 5
  FROM fact_merge_request m
  JOIN (SELECT DISTINCT id FROM touched_merge_request) t ON t.id = m.id
  JOIN fact_ticket_reference r ON r.url = m.web_url
  JOIN ticket_key k ON k.ticket_id = r.ticket_id
  WHERE {merge_request:m.id}
) n
GROUP BY n.ticket_id, n.merge_request_id;

INSERT INTO touched_flow
SELECT l.ticket_id
FROM ticket_merge_request l
JOIN touched_merge_request t ON t.id = l.merge_request_id
UNION
SELECT ticket_id FROM linking;

DELETE FROM ticket_merge_request USING touched_merge_request t
WHERE ticket_merge_request.merge_request_id = t.id
  AND {merge_request:ticket_merge_request.merge_request_id};

INSERT INTO ticket_merge_request (ticket_id, merge_request_id, via)
SELECT ticket_id, merge_request_id, via FROM linking;
