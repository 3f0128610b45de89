-- Pages of wikis as documents, and the tickets that have to do with a page that changed.
INSERT INTO touched_documented
SELECT t.ticket_id FROM ticket_document t JOIN touched_wiki_page p ON p.id = t.document_id;

DELETE FROM document USING touched_wiki_page t WHERE document.id = t.id;

-- What makes a page a requirements document wins over what makes it a design. One that is not shown
-- to us any more may be there or not.
INSERT INTO document (
  id, source_id, board_id, kind, title, web_url, space, created_at, updated_at, resolves, sequence)
WITH page AS (
  SELECT f.*, CAST(f.id >> 48 AS INTEGER) AS source_id
  FROM fact_wiki_page f
  JOIN (SELECT DISTINCT id FROM touched_wiki_page) t ON t.id = f.id
  WHERE f.title IS NOT NULL
),
found AS (
  SELECT p.id, r.kind
  FROM page p
  JOIN document_rule r ON r.source_id = p.source_id
  WHERE r.field = 'title' AND lower(p.title) LIKE r.pattern ESCAPE '!'
     OR r.field = 'space' AND upper(p.space) = r.pattern
  UNION
  SELECT p.id, r.kind
  FROM page p
  JOIN fact_wiki_page_label l ON l.wiki_page_id = p.id
  JOIN document_rule r ON r.source_id = p.source_id AND r.field = 'label' AND r.pattern = l.key
),
kind AS (
  SELECT id, CASE WHEN bool_or(kind = 'prd') THEN 'prd' ELSE 'design' END AS kind
  FROM found GROUP BY id
)
SELECT p.id, p.source_id, CAST(NULL AS BIGINT), coalesce(k.kind, 'other'), p.title, p.web_url,
       p.space, p.created_at, p.updated_at,
       CASE WHEN coalesce(p.deleted, FALSE) THEN FALSE WHEN p.hidden THEN NULL ELSE TRUE END,
       p.sequence
FROM page p
LEFT JOIN kind k ON k.id = p.id;

-- Pages may lie elsewhere than where their wiki is read; addresses are looked at again then.
DROP TABLE IF EXISTS wiki_now;

CREATE TEMP TABLE wiki_now AS
SELECT h.host, min(h.source_id) AS source_id
FROM (
  SELECT lower(split_part(split_part(s.url, '://', 2), '/', 1)) AS host, s.id AS source_id
  FROM source s WHERE s.system = 'confluence'
  UNION
  SELECT lower(split_part(split_part(d.web_url, '://', 2), '/', 1)), d.source_id FROM document d
) h
WHERE h.host <> ''
GROUP BY h.host;

INSERT INTO touched_documented
SELECT a.ticket_id
FROM ticket_address a
JOIN (
  SELECT coalesce(n.host, o.host) AS host
  FROM wiki_now n
  FULL JOIN wiki_host o ON o.host = n.host AND o.source_id = n.source_id
  WHERE n.host IS NULL OR o.host IS NULL
) c ON c.host = a.host;

DELETE FROM wiki_host;

INSERT INTO wiki_host (host, source_id) SELECT host, source_id FROM wiki_now;

INSERT INTO touched_documented
SELECT a.ticket_id
FROM ticket_address a
JOIN wiki_host w ON w.host = a.host
JOIN touched_wiki_page p
  ON p.id = CAST(w.source_id AS BIGINT) * 281474976710656 + a.page_number
UNION
SELECT a.ticket_id
FROM ticket_address a
JOIN document d ON d.web_url = a.bare
JOIN touched_wiki_page p ON p.id = d.id
UNION
SELECT k.ticket_id
FROM fact_wiki_page_link l
JOIN touched_wiki_page p ON p.id = l.wiki_page_id
JOIN ticket_key k ON k.key = upper(l.ticket_key);

-- Once a wiki tells of its first page, what has no document lacks one; before, nobody knows.
INSERT INTO documented_new
SELECT d.source_id FROM (SELECT DISTINCT source_id FROM document) d
LEFT JOIN documented_source o ON o.source_id = d.source_id
WHERE o.source_id IS NULL;

INSERT INTO touched_documented
SELECT k.id FROM ticket k WHERE EXISTS (SELECT 1 FROM documented_new);

INSERT INTO documented_source (source_id) SELECT source_id FROM documented_new;
