-- Tickets that link to a file which a merge request touched.
INSERT INTO touched_documented
SELECT a.ticket_id
FROM ticket_address a
JOIN fact_merge_request_file f
  ON f.path = substr(a.git_path, length(split_part(a.git_path, '/', 1)) + 2)
JOIN touched_merge_request t ON t.id = f.merge_request_id
WHERE a.git_path IS NOT NULL AND {merge_request:f.merge_request_id};
