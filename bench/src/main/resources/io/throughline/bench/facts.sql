-- The facts behind the merge requests that rows.sql wrote, so that what comes later is folded and
-- derived among as many others. Needs the temporary tables of rows.sql.

INSERT INTO fact_account BY NAME
SELECT o.base + w.i AS id, 'u' || w.i AS username, 'Person ' || w.i AS name, FALSE AS bot,
       'active' AS state, TIMESTAMP '1970-01-01' AS version_at, 0 AS sequence
FROM who w, origin o;

INSERT INTO fact_project BY NAME
SELECT o.base + w.i AS id, 'bench/p' || w.i AS path, 'p' || w.i AS name,
       'https://gitlab.invalid/bench/p' || w.i AS web_url, 'main' AS default_branch,
       TIMESTAMP '1970-01-01' AS version_at, 0 AS sequence
FROM what w, origin o;

INSERT INTO fact_merge_request BY NAME
SELECT m.id, m.project_id, m.iid, m.title, m.web_url, m.author_account_id AS author_id,
       m.source_branch, m.target_branch, m.project_id AS source_project_id, m.state, m.draft,
       m.created_at, m.merged_at, m.closed_at, m.author_account_id AS merged_by_id,
       md5(CAST(m.id AS TEXT)) || 'aaaaaaaa' AS head_sha, md5(m.title) || 'bbbbbbbb' AS merge_sha,
       coalesce(m.ended_at, m.created_at) AS version_at, 0 AS sequence
FROM merge_request m;

INSERT INTO fact_merge_request_commit BY NAME
SELECT m.id AS merge_request_id, md5(CAST(m.id AS TEXT) || k.n) || 'cccccccc' AS sha,
       m.first_commit_at AS authored_at, m.first_commit_at AS committed_at, 'commits' AS feed,
       m.created_at AS taken_at, 0 AS sequence
FROM merge_request m, range(2) k(n);

INSERT INTO fact_merge_request_file BY NAME
SELECT m.id AS merge_request_id, 'src/main/File' || k.n || '.java' AS path, 10 AS added, 3 AS deleted,
       FALSE AS whole_file_deleted, FALSE AS version, 'diffs' AS feed, m.created_at AS taken_at,
       0 AS sequence
FROM merge_request m, range(2) k(n);

INSERT INTO fact_review_event BY NAME
SELECT m.id AS merge_request_id, k.kind || ':1' AS key, k.kind, m.author_account_id AS account_id,
       k."at", 'discussions' AS feed, m.created_at AS taken_at, 0 AS sequence
FROM merge_request m
CROSS JOIN LATERAL (VALUES
  ('review_requested', m.created_at), ('comment', m.first_response_at),
  ('approval', m.first_approval_at), ('merged', m.merged_at)) k(kind, "at")
WHERE k."at" IS NOT NULL;

INSERT INTO fact_set BY NAME
SELECT k.type, m.id AS parent_id, k.feed, m.created_at AS taken_at
FROM merge_request m
CROSS JOIN (VALUES
  ('merge_request_commit', 'commits'), ('merge_request_file', 'diffs'),
  ('review_event', 'discussions')) k(type, feed);
