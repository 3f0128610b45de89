-- The documents of tickets, and what was known of each epic when work on it was first planned.

INSERT INTO touched_documented
SELECT a.ticket_id
FROM ticket_address a
JOIN source s ON s.system = 'gitlab' AND substr(a.bare, 1, length(s.url) + 1) = s.url || '/'
JOIN project p ON p.source_id = s.id
  AND lower(p.path) = lower(split_part(substr(a.bare, length(s.url) + 2), '/-/blob/', 1))
JOIN touched_project t ON t.id = p.id
WHERE a.git_path IS NOT NULL;

DROP TABLE IF EXISTS dc;

CREATE TEMP TABLE dc AS
SELECT DISTINCT id FROM touched_documented WHERE id IS NOT NULL;

DROP TABLE IF EXISTS dc_document;

CREATE TEMP TABLE dc_document AS
SELECT t.document_id AS id FROM ticket_document t JOIN dc ON dc.id = t.ticket_id
WHERE t.document_id IS NOT NULL;

DROP TABLE IF EXISTS dc_before;

CREATE TEMP TABLE dc_before AS
SELECT t.* FROM ticket_document t JOIN dc ON dc.id = t.ticket_id;

DELETE FROM ticket_document USING dc WHERE ticket_document.ticket_id = dc.id;

-- From a page to a ticket nothing tells when the link was made: since both are there.
INSERT INTO ticket_document (
  ticket_id, document_id, url, kind, via, linked_at, unlinked_at, resolves)
WITH owner AS (
  SELECT k.id, coalesce(k.created_at, TIMESTAMP '1970-01-01 00:00:00') AS created_at
  FROM ticket k JOIN dc ON dc.id = k.id
),
paged AS (
  SELECT DISTINCT o.id AS ticket_id, d.id AS document_id, d.web_url AS url, d.kind,
         greatest(o.created_at, d.created_at) AS linked_at, d.resolves
  FROM owner o
  JOIN ticket_key k ON k.ticket_id = o.id
  JOIN fact_wiki_page_link l ON upper(l.ticket_key) = k.key
  JOIN document d ON d.id = l.wiki_page_id
),
-- Of a file it is known that it is there where the last merged change of it did not take it away.
touched_file AS (
  SELECT a.url, p.id AS project_id, f.whole_file_deleted,
         row_number() OVER (
           PARTITION BY a.url
           ORDER BY m.merged_at DESC NULLS LAST, m.id DESC NULLS LAST) AS place
  FROM (SELECT DISTINCT a.url, a.bare, a.git_path FROM ticket_address a JOIN dc ON dc.id = a.ticket_id
        WHERE a.git_path IS NOT NULL) a
  JOIN source s ON s.system = 'gitlab' AND substr(a.bare, 1, length(s.url) + 1) = s.url || '/'
  JOIN project p ON p.source_id = s.id AND NOT coalesce(p.deleted, FALSE)
    AND lower(p.path) = lower(split_part(substr(a.bare, length(s.url) + 2), '/-/blob/', 1))
  JOIN merge_request m ON m.project_id = p.id AND m.merged_at IS NOT NULL AND m.into_tracked
  JOIN fact_merge_request_file f ON f.merge_request_id = m.id
    AND f.path = substr(a.git_path, length(split_part(a.git_path, '/', 1)) + 2)
),
filed AS (
  SELECT a.ticket_id, a.url, a.via, a.linked_at, a.unlinked_at,
         CASE WHEN lower(a.git_path) ~ '(^|/)prds?/' THEN 'prd' ELSE 'design' END AS kind,
         NOT t.whole_file_deleted AS resolves
  FROM ticket_address a
  JOIN dc ON dc.id = a.ticket_id
  LEFT JOIN touched_file t ON t.url = a.url AND t.place = 1
  WHERE lower(a.git_path) ~ '(^|/)(docs?|designs?|adrs?|architecture|rfcs?|prds?)/'
    AND lower(a.git_path) ~ '[.](md|adoc|rst|txt|puml|drawio|svg|png|pdf)$'
),
address AS (
  SELECT a.*, w.source_id,
         CAST(w.source_id AS BIGINT) * 281474976710656 + a.page_number AS page_id
  FROM ticket_address a
  JOIN dc ON dc.id = a.ticket_id
  LEFT JOIN wiki_host w ON w.host = a.host
  WHERE a.git_path IS NULL
),
linked AS (
  SELECT a.ticket_id, a.url, a.via, a.linked_at, a.unlinked_at,
         coalesce(d.id, u.id) AS document_id, coalesce(d.kind, u.kind) AS kind,
         CASE WHEN d.id IS NOT NULL THEN d.resolves
           WHEN u.id IS NOT NULL THEN u.resolves
           WHEN s.source_id IS NULL OR a.page_number IS NULL THEN NULL
           WHEN NOT EXISTS (SELECT 1 FROM source_space x WHERE x.source_id = s.source_id)
             OR EXISTS (SELECT 1 FROM source_space x
                        WHERE x.source_id = s.source_id AND x.space = a.space) THEN FALSE
         END AS resolves
  FROM address a
  LEFT JOIN document d ON d.id = a.page_id
  LEFT JOIN document u ON u.web_url = a.bare AND d.id IS NULL
  LEFT JOIN documented_source s ON s.source_id = a.source_id
)
SELECT p.ticket_id, p.document_id, p.url, p.kind, 'page link', p.linked_at,
       TIMESTAMP '9999-01-01 00:00:00', p.resolves
FROM paged p
UNION ALL
SELECT l.ticket_id, l.document_id, l.url, l.kind, l.via, l.linked_at, l.unlinked_at, l.resolves
FROM linked l JOIN owner o ON o.id = l.ticket_id
UNION ALL
SELECT f.ticket_id, CAST(NULL AS BIGINT), f.url, f.kind, f.via, f.linked_at, f.unlinked_at,
       f.resolves
FROM filed f JOIN owner o ON o.id = f.ticket_id;

-- A document belongs to the board of the ticket that had to do with it first.
INSERT INTO dc_document
SELECT t.document_id FROM ticket_document t JOIN dc ON dc.id = t.ticket_id
WHERE t.document_id IS NOT NULL
UNION
SELECT id FROM touched_wiki_page;

UPDATE document SET board_id = b.board_id
FROM (
  SELECT n.id, f.board_id
  FROM (SELECT DISTINCT id FROM dc_document) n
  LEFT JOIN (
    SELECT t.document_id, k.board_id,
           row_number() OVER (
             PARTITION BY t.document_id
             ORDER BY t.linked_at NULLS LAST, t.ticket_id NULLS LAST) AS place
    FROM ticket_document t
    JOIN ticket k ON k.id = t.ticket_id AND k.board_id IS NOT NULL
    WHERE t.document_id IN (SELECT id FROM dc_document)
  ) f ON f.document_id = n.id AND f.place = 1
) b
WHERE b.id = document.id;

-- Epics -------------------------------------------------------------------------------------------

-- Epics whose documents may have changed, or whose stories were planned otherwise.
DROP TABLE IF EXISTS de;

CREATE TEMP TABLE de AS
SELECT dc.id FROM dc
UNION
SELECT f.parent_id FROM touched_flow t JOIN fact_ticket f ON f.id = t.id
WHERE f.parent_id IS NOT NULL
UNION
SELECT f.parent_id FROM dc JOIN fact_ticket f ON f.id = dc.id WHERE f.parent_id IS NOT NULL
UNION
SELECT t.id FROM touched_flow t
UNION
SELECT k.parent_id
FROM ticket_sprint s
JOIN touched_sprint t ON t.id = s.sprint_id
JOIN ticket k ON k.id = s.ticket_id
WHERE k.parent_id IS NOT NULL;

DELETE FROM epic_document USING de WHERE epic_document.epic_id = de.id;

-- Judged when the first sprint with one of its stories began, or when the story was added to it.
INSERT INTO epic_document (epic_id, board_id, judged_at, open, prd, design)
WITH planned AS (
  SELECT e.id, e.done_at IS NULL AS open, s.board_id, s.judged_at,
         row_number() OVER (
           PARTITION BY e.id ORDER BY s.judged_at NULLS LAST, s.sprint_id NULLS LAST) AS place
  FROM ticket e
  JOIN de ON de.id = e.id
  JOIN ticket k ON k.parent_id = e.id
  JOIN sprint_ticket s ON s.ticket_id = k.id
  WHERE e.kind = 'epic'
),
first AS (
  SELECT p.* FROM planned p
  WHERE p.place = 1 AND NOT EXISTS (
    SELECT 1 FROM ticket_span o
    WHERE o.ticket_id = p.id AND o.field = 'outcome' AND o.value IN ('wont_do', 'duplicate')
      AND o.starts_at <= p.judged_at AND o.ends_at > p.judged_at)
),
known AS (
  SELECT f.id,
         bool_or(coalesce(t.kind, '') = 'prd' AND coalesce(t.resolves, FALSE)) AS has_prd,
         bool_or(coalesce(t.kind, 'prd') = 'prd' AND t.resolves IS NULL) AS may_prd,
         bool_or(coalesce(t.kind, '') = 'design' AND coalesce(t.resolves, FALSE)) AS has_design,
         bool_or(coalesce(t.kind, 'design') = 'design' AND t.resolves IS NULL) AS may_design
  FROM first f
  JOIN ticket_document t ON t.ticket_id = f.id
    AND t.linked_at <= f.judged_at AND t.unlinked_at > f.judged_at
  GROUP BY f.id
)
SELECT f.id, f.board_id, f.judged_at, f.open,
       CASE WHEN NOT EXISTS (SELECT 1 FROM documented_source) THEN 'unknown'
         WHEN k.has_prd THEN 'present' WHEN k.may_prd THEN 'unknown' ELSE 'missing' END,
       CASE WHEN NOT EXISTS (SELECT 1 FROM documented_source) THEN 'unknown'
         WHEN k.has_design THEN 'present' WHEN k.may_design THEN 'unknown' ELSE 'missing' END
FROM first f
LEFT JOIN known k ON k.id = f.id;

-- The way of those whose documents are others than before, and of what is below them.
DROP TABLE IF EXISTS dc_changed;

CREATE TEMP TABLE dc_changed AS
SELECT c.ticket_id AS id
FROM (
  (SELECT * FROM dc_before
   EXCEPT
   SELECT t.* FROM ticket_document t JOIN dc ON dc.id = t.ticket_id)
  UNION ALL
  (SELECT t.* FROM ticket_document t JOIN dc ON dc.id = t.ticket_id
   EXCEPT
   SELECT * FROM dc_before)
) c
UNION
SELECT k.id FROM ticket k WHERE EXISTS (SELECT 1 FROM documented_new);

INSERT INTO touched_flow
SELECT id FROM dc_changed
UNION
SELECT k.id FROM ticket k JOIN dc_changed c ON c.id = k.parent_id;

DELETE FROM documented_new;
