-- Which merge requests name which: reverts and cherry-picks. What is linked to a touched one, by
-- what was said before or is said now, is derived again with it.

INSERT INTO touched_merge_request
SELECT m.reverts_id FROM merge_request m JOIN touched_merge_request t ON t.id = m.id
WHERE m.reverts_id IS NOT NULL AND {merge_request:m.id};

DELETE FROM merge_request_sha USING touched_merge_request t
WHERE merge_request_sha.merge_request_id = t.id AND {merge_request:merge_request_sha.merge_request_id};

INSERT INTO merge_request_sha (merge_request_id, project_id, kind, sha8, sha16)
WITH touched AS (SELECT DISTINCT id FROM touched_merge_request),
told AS (
  SELECT m.id, m.project_id, lower(m.merge_sha) AS merge_sha, lower(m.squash_sha) AS squash_sha,
         lower(m.head_sha) AS head_sha
  FROM fact_merge_request m JOIN touched t ON t.id = m.id
  WHERE {merge_request:m.id} AND m.project_id IS NOT NULL
),
named AS (
  SELECT id, project_id, 'merge' AS kind, merge_sha AS sha FROM told
  UNION ALL SELECT id, project_id, 'merge', squash_sha FROM told
  UNION ALL SELECT id, project_id, 'head', head_sha FROM told
  UNION ALL
  SELECT DISTINCT o.id, o.project_id, 'commit', lower(c.sha)
  FROM fact_merge_request_commit c JOIN told o ON o.id = c.merge_request_id
  WHERE {merge_request:c.merge_request_id}
)
SELECT id, project_id, kind, substr(sha, 1, 8), substr(sha, 1, 16)
FROM named
WHERE length(sha) >= 8;

DELETE FROM merge_request_reference USING touched_merge_request t
WHERE merge_request_reference.merge_request_id = t.id;

INSERT INTO merge_request_reference (merge_request_id, project_id, kind, iid, sha8, sha16)
WITH touched AS (SELECT DISTINCT id FROM touched_merge_request),
told AS (
  SELECT m.id, m.project_id, m.reverts_iid, lower(m.reverts_sha) AS reverts_sha,
         lower(m.cherry_pick_of) AS cherry_pick_of
  FROM fact_merge_request m JOIN touched t ON t.id = m.id
  WHERE {merge_request:m.id} AND m.project_id IS NOT NULL
),
named AS (
  SELECT id, project_id, 'revert' AS kind, reverts_iid AS iid, CAST(NULL AS TEXT) AS sha
  FROM told WHERE reverts_iid IS NOT NULL
  UNION ALL
  SELECT id, project_id, 'revert', CAST(NULL AS BIGINT), reverts_sha FROM told
  WHERE length(reverts_sha) >= 8
  UNION ALL
  SELECT id, project_id, 'pick', CAST(NULL AS BIGINT), cherry_pick_of FROM told
  WHERE length(cherry_pick_of) >= 8
  UNION ALL
  SELECT o.id, o.project_id, 'commit_pick', CAST(NULL AS BIGINT), lower(c.cherry_picked_from)
  FROM fact_merge_request_commit c JOIN told o ON o.id = c.merge_request_id
  WHERE length(c.cherry_picked_from) >= 8 AND {merge_request:c.merge_request_id}
)
SELECT DISTINCT id, project_id, kind, iid, substr(sha, 1, 8), substr(sha, 1, 16) FROM named;
