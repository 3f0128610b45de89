-- Finds what is named. Several may hold a commit; the one whose merge made it is meant first, then
-- the one whose head it was.
INSERT INTO linked
SELECT r.merge_request_id, s.merge_request_id, r.kind,
       CASE s.kind WHEN 'merge' THEN 1 WHEN 'head' THEN 2 ELSE 3 END
FROM near_reference r
JOIN merge_request_sha s ON s.project_id = r.project_id AND s.sha8 = r.sha8
WHERE substr(s.sha16, 1, length(r.sha16)) = r.sha16
  AND s.merge_request_id <> r.merge_request_id;

INSERT INTO linked
SELECT r.merge_request_id, m.id, r.kind, 0
FROM near_reference r
JOIN fact_merge_request m ON m.project_id = r.project_id AND m.iid = r.iid
WHERE m.id <> r.merge_request_id;

INSERT INTO touched_merge_request SELECT from_id FROM linked UNION SELECT to_id FROM linked;
