-- What people did on merge requests, from their temporary tables.
DELETE FROM person_activity USING touched_merge_request t
WHERE person_activity.merge_request_id = t.id AND {merge_request:person_activity.merge_request_id};

INSERT INTO person_activity (
  person_id, "at", kind, merge_request_id, project_id, service_id, author_class)
WITH touched AS (
  SELECT m.* FROM merge_request m
  JOIN (SELECT DISTINCT id FROM touched_merge_request) t ON t.id = m.id
  WHERE {merge_request:m.id}
),
done AS (
  SELECT m.id, m.author_id AS person_id, m.created_at AS done_at, 'created' AS kind FROM touched m
  UNION ALL
  SELECT m.id, m.author_id, m.merged_at, 'merged' FROM touched m
  UNION ALL
  SELECT r.merge_request_id, coalesce(r.person_id, -r.account_id), r."at", 'review'
  FROM mr_response r
  UNION ALL
  SELECT e.merge_request_id, coalesce(e.person_id, -e.account_id), e."at", 'commit'
  FROM mr_event e
  WHERE e.kind = 'commits_added' AND e.by_human AND e.account_id IS NOT NULL
  UNION ALL
  SELECT DISTINCT c.merge_request_id, p.id, c.authored_at, 'commit'
  FROM fact_merge_request_commit c
  JOIN person p ON p.email = c.author_email
  JOIN touched m ON m.id = c.merge_request_id
  WHERE {merge_request:c.merge_request_id}
)
SELECT d.person_id, d.done_at, d.kind, m.id, m.project_id, m.service_id, m.author_class
FROM done d
JOIN touched m ON m.id = d.id
WHERE d.person_id IS NOT NULL AND d.done_at IS NOT NULL;
