-- Both ends of what is named, as far as an end is touched.

DROP TABLE IF EXISTS near_reference;

CREATE TEMP TABLE near_reference AS
WITH touched AS (SELECT DISTINCT id FROM touched_merge_request),
held AS (
  SELECT s.merge_request_id, s.project_id, s.sha8, s.sha16
  FROM merge_request_sha s JOIN touched t ON t.id = s.merge_request_id
  WHERE {merge_request:s.merge_request_id}
),
numbered AS (
  SELECT m.project_id, m.iid FROM fact_merge_request m JOIN touched t ON t.id = m.id
  WHERE {merge_request:m.id}
)
SELECT r.* FROM merge_request_reference r JOIN touched t ON t.id = r.merge_request_id
UNION
SELECT r.* FROM merge_request_reference r
JOIN held h ON h.project_id = r.project_id AND h.sha8 = r.sha8
  AND substr(h.sha16, 1, length(r.sha16)) = r.sha16
UNION
SELECT r.* FROM merge_request_reference r
JOIN numbered n ON n.project_id = r.project_id AND n.iid = r.iid;

DROP TABLE IF EXISTS linked;

CREATE TEMP TABLE linked (from_id BIGINT, to_id BIGINT, kind TEXT, belief INTEGER);
