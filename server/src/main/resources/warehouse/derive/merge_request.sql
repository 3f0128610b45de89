-- Merge requests: one wide row each.

DROP TABLE IF EXISTS mr_base;

CREATE TEMP TABLE mr_base AS
SELECT m.id, CAST(m.id >> 48 AS INTEGER) AS source_id, m.project_id, p.service_id, m.iid, m.title,
       m.web_url, m.author_id AS author_account_id, a.person_id AS author_id,
       coalesce(a.class, 'human') AS account_class,
       coalesce(a.calendar_id, x.default_calendar_id) AS calendar_id,
       m.source_branch, m.target_branch, m.state, coalesce(m.draft, FALSE) AS draft, m.created_at,
       CASE WHEN m.state = 'merged' OR m.merged_at IS NOT NULL
         THEN coalesce(m.merged_at, e.merged_at) END AS merged_at,
       CASE WHEN m.state = 'closed' AND m.merged_at IS NULL
         THEN coalesce(m.closed_at, e.closed_at) END AS closed_at,
       m.merge_sha, m.squash_sha, m.head_sha, lower(m.labels) AS labels, m.reverts_iid,
       m.reverts_sha, m.assistant, coalesce(m.deleted, FALSE) OR coalesce(p.deleted, FALSE) AS gone,
       coalesce(m.target_branch = p.default_branch, FALSE)
         OR EXISTS (SELECT 1 FROM name_pattern b WHERE b.purpose = 'tracked_branch'
                    AND m.target_branch LIKE b.pattern ESCAPE '!') AS into_tracked,
       coalesce(m.source_project_id, m.project_id) = m.project_id
         AND (coalesce(m.source_branch = p.default_branch, FALSE)
              OR EXISTS (SELECT 1 FROM name_pattern b WHERE b.purpose = 'tracked_branch'
                         AND m.source_branch LIKE b.pattern ESCAPE '!')) AS is_back_merge,
       v.kind = 'library' AS is_library, k.project_id IS NOT NULL AS deployable,
       x.old_commit_days, m.sequence
FROM fact_merge_request m
JOIN (SELECT DISTINCT id FROM touched_merge_request) t ON t.id = m.id
CROSS JOIN derive_setting x
LEFT JOIN project p ON p.id = m.project_id
LEFT JOIN service v ON v.id = p.service_id
LEFT JOIN project_deployable k ON k.project_id = m.project_id
LEFT JOIN account a ON a.id = m.author_id
LEFT JOIN (
  SELECT f.merge_request_id, max(f."at") FILTER (WHERE f.kind = 'merged') AS merged_at,
         max(f."at") FILTER (WHERE f.kind = 'closed') AS closed_at
  FROM fact_review_event f
  WHERE f.kind IN ('merged', 'closed') AND {merge_request:f.merge_request_id}
  GROUP BY f.merge_request_id
) e ON e.merge_request_id = m.id
WHERE {merge_request:m.id};

-- Events, each once although a hook and a page may both tell it (the page is believed), up to the
-- end of the merge request: what comes after the merge is no review of it.
DROP TABLE IF EXISTS mr_event;

CREATE TEMP TABLE mr_event AS
SELECT e.merge_request_id, e.key, e.kind, e.account_id, e.thread, e."at",
       a.person_id, coalesce(a.class, 'human') = 'human' AS by_human,
       coalesce(e.account_id = b.author_account_id OR a.person_id = b.author_id, FALSE) AS by_author,
       lower(e.target_username) AS target_login, e.target_account_id, b.source_id
FROM (
  SELECT f.*, row_number() OVER (
    PARTITION BY f.merge_request_id, f.key
    ORDER BY CASE WHEN f.feed = 'hook' THEN 1 ELSE 0 END, f.feed) AS telling
  FROM fact_review_event f
  WHERE {merge_request:f.merge_request_id}
) e
JOIN mr_base b ON b.id = e.merge_request_id
LEFT JOIN account a ON a.id = e.account_id
WHERE e.telling = 1 AND e."at" <= coalesce(b.merged_at, b.closed_at, TIMESTAMP '9999-01-01 00:00:00');

-- When it was ready: the last change from draft to ready, else the creation if it is no draft.
DROP TABLE IF EXISTS mr_ready;

CREATE TEMP TABLE mr_ready AS
SELECT b.id,
       CASE WHEN b.merged_at IS NULL AND b.draft THEN NULL
            ELSE coalesce(max(e."at") FILTER (WHERE e.kind = 'marked_ready'), b.created_at)
       END AS ready_at
FROM mr_base b
LEFT JOIN mr_event e ON e.merge_request_id = b.id AND e.kind = 'marked_ready'
GROUP BY b.id, b.merged_at, b.draft, b.created_at;

-- Answers of people: humans who are not the author.
DROP TABLE IF EXISTS mr_response;

CREATE TEMP TABLE mr_response AS
SELECT e.merge_request_id, e.kind, e.account_id, e.person_id, e.thread, e."at",
       e."at" >= r.ready_at AS while_ready
FROM mr_event e
JOIN mr_ready r ON r.id = e.merge_request_id
WHERE e.kind IN ('comment', 'approval', 'changes_requested', 'reviewed')
  AND e.account_id IS NOT NULL AND e.by_human AND NOT e.by_author;

DROP TABLE IF EXISTS mr_review;

CREATE TEMP TABLE mr_review AS
SELECT merge_request_id AS id,
       min("at") FILTER (WHERE while_ready) AS first_response_at,
       min("at") FILTER (WHERE while_ready AND kind = 'approval') AS first_approval_at,
       count(*) FILTER (WHERE kind = 'comment') AS comment_count,
       count(DISTINCT thread) FILTER (WHERE kind = 'comment') AS thread_count,
       count(DISTINCT account_id) FILTER (WHERE kind = 'approval') AS approval_count
FROM mr_response
GROUP BY merge_request_id;

-- Commits, and what was fetched at all.
DROP TABLE IF EXISTS mr_commits;

CREATE TEMP TABLE mr_commits AS
SELECT c.merge_request_id AS id, count(DISTINCT c.sha) AS commit_count,
       count(DISTINCT c.sha) FILTER (WHERE c.cherry_picked_from IS NOT NULL) AS pick_count,
       min(c.authored_at) AS first_commit_at, max(c.assistant) AS assistant
FROM fact_merge_request_commit c
JOIN mr_base b ON b.id = c.merge_request_id
WHERE {merge_request:c.merge_request_id}
GROUP BY c.merge_request_id;

DROP TABLE IF EXISTS mr_fetched;

CREATE TEMP TABLE mr_fetched AS
SELECT s.parent_id AS id,
       count(*) FILTER (WHERE s.type = 'merge_request_commit') > 0 AS commits,
       count(*) FILTER (WHERE s.type = 'merge_request_file') > 0 AS files,
       count(*) FILTER (WHERE s.type = 'review_event' AND s.feed = 'discussions') > 0 AS discussions
FROM fact_set s
JOIN mr_base b ON b.id = s.parent_id
WHERE s.type IN ('merge_request_commit', 'merge_request_file', 'review_event')
  AND {merge_request:s.parent_id}
GROUP BY s.parent_id;

-- Files: without those that nobody wrote; a file that is deleted whole is one line.
DROP TABLE IF EXISTS mr_files;

CREATE TEMP TABLE mr_files AS
SELECT f.id, count(*) AS file_count, min(CASE WHEN f.version THEN 1 ELSE 0 END) = 1 AS all_version,
       count(*) FILTER (WHERE f.counts AND NOT f.whole AND (f.added IS NULL OR f.deleted IS NULL))
         AS cut,
       coalesce(sum(f.added) FILTER (WHERE f.counts AND NOT f.whole), 0) AS added_lines,
       coalesce(sum(CASE WHEN f.whole THEN 1 ELSE f.deleted END) FILTER (WHERE f.counts), 0)
         AS deleted_lines
FROM (
  SELECT c.merge_request_id AS id, c.path, c.added, c.deleted, c.whole_file_deleted AS whole,
         c.version, c.excluded IS NULL AS counts,
         row_number() OVER (PARTITION BY c.merge_request_id, c.path ORDER BY c.feed) AS telling
  FROM fact_merge_request_file c
  JOIN mr_base b ON b.id = c.merge_request_id
  WHERE {merge_request:c.merge_request_id}
) f
WHERE f.telling = 1
GROUP BY f.id;

-- Rounds of review up to the first approval: how often new commits follow a review that blocks. A
-- comment blocks nothing. New commits are known by their pushes, else by their own dates.
DROP TABLE IF EXISTS mr_rounds;

CREATE TEMP TABLE mr_rounds AS
WITH pushed AS (
  SELECT DISTINCT e.merge_request_id FROM mr_event e WHERE e.kind = 'commits_added'
),
steps AS (
  SELECT r.merge_request_id AS id, r."at", 0 AS is_commit
  FROM mr_response r JOIN mr_review v ON v.id = r.merge_request_id
  WHERE r.while_ready AND (v.first_approval_at IS NULL OR r."at" < v.first_approval_at)
    AND r.kind = 'changes_requested'
  UNION ALL
  SELECT e.merge_request_id, e."at", 1
  FROM mr_event e JOIN mr_review v ON v.id = e.merge_request_id
  WHERE e.kind = 'commits_added'
    AND (v.first_approval_at IS NULL OR e."at" <= v.first_approval_at)
  UNION ALL
  SELECT c.merge_request_id, c.committed_at, 1
  FROM fact_merge_request_commit c
  JOIN mr_review v ON v.id = c.merge_request_id
  JOIN mr_base b ON b.id = c.merge_request_id
  LEFT JOIN pushed p ON p.merge_request_id = c.merge_request_id
  WHERE {merge_request:c.merge_request_id} AND p.merge_request_id IS NULL
    AND c.committed_at
        <= coalesce(v.first_approval_at, b.merged_at, b.closed_at, TIMESTAMP '9999-01-01 00:00:00')
)
SELECT s.id, count(*) FILTER (WHERE s.is_commit = 1 AND s.earlier = 0) AS review_rounds
FROM (
  SELECT id, is_commit, lag(is_commit) OVER (PARTITION BY id ORDER BY "at", is_commit) AS earlier
  FROM steps
) s
GROUP BY s.id;

-- Humans asked for a review. A hook and a page may tell the same a moment apart: within 5 s it is
-- one. Asking again somebody who has neither answered nor been taken off is a reminder.
DROP TABLE IF EXISTS mr_asked;

CREATE TEMP TABLE mr_asked AS
SELECT y.merge_request_id, y.kind, y.account_id, y.person_id, y.calendar_id, y.key, y."at"
FROM (
  SELECT x.*, lag(x."at") OVER (
    PARTITION BY x.merge_request_id, x.account_id, x.kind ORDER BY x."at", x.key) AS earlier
  FROM (
    SELECT e.merge_request_id, e.kind, e.key, e."at", a.id AS account_id, a.person_id, a.calendar_id
    FROM mr_event e
    JOIN account a
      ON a.id = e.target_account_id
      OR (e.target_account_id IS NULL AND a.source_id = e.source_id
          AND lower(a.username) = e.target_login)
    JOIN mr_base b ON b.id = e.merge_request_id
    WHERE e.kind IN ('review_requested', 'review_request_removed') AND a.class = 'human'
      AND a.id IS DISTINCT FROM b.author_account_id
  ) x
) y
WHERE y.earlier IS NULL OR y."at" > y.earlier + INTERVAL '5 seconds';

DROP TABLE IF EXISTS mr_request;

CREATE TEMP TABLE mr_request AS
WITH steps AS (
  SELECT merge_request_id, account_id, "at", 'asked' AS step, person_id, calendar_id, key
  FROM mr_asked WHERE kind = 'review_requested'
  UNION ALL
  SELECT merge_request_id, account_id, "at", 'off', NULL, NULL, NULL
  FROM mr_asked WHERE kind = 'review_request_removed'
  UNION ALL
  SELECT DISTINCT r.merge_request_id, r.account_id, r."at", 'answered',
         CAST(NULL AS BIGINT), CAST(NULL AS INTEGER), CAST(NULL AS TEXT)
  FROM mr_response r
  JOIN (SELECT DISTINCT merge_request_id, account_id FROM mr_asked) a
    ON a.merge_request_id = r.merge_request_id AND a.account_id = r.account_id
)
SELECT s.merge_request_id, s.account_id, s.person_id, s.calendar_id, s.key, s."at" AS requested_at
FROM (
  SELECT t.*, lag(t.step) OVER (
    PARTITION BY t.merge_request_id, t.account_id ORDER BY t."at", t.step) AS earlier_step
  FROM steps t
) s
WHERE s.step = 'asked' AND (s.earlier_step IS NULL OR s.earlier_step <> 'asked');

-- The first pipeline of the default branch that passed and was made with the merge in it: those of a
-- ticket only, for nobody asks it of others. The source may make the pipeline just before it notes
-- the merge. Where another source builds the service, its pipelines have the merge in them as well.
DROP TABLE IF EXISTS mr_built;

CREATE TEMP TABLE mr_built AS
WITH merged AS (
  SELECT b.id, b.project_id, b.merged_at - INTERVAL '2 minutes' AS merged_at
  FROM mr_base b
  JOIN (SELECT DISTINCT l.merge_request_id FROM linking l) l ON l.merge_request_id = b.id
  WHERE b.merged_at IS NOT NULL
),
builder AS (
  SELECT DISTINCT m.project_id, m.project_id AS built_by FROM merged m
  UNION ALL
  SELECT c.id, b.id
  FROM project c
  JOIN project b ON b.service_id = c.service_id AND b.source_id <> c.source_id
  WHERE c.id IN (SELECT project_id FROM merged)
),
event AS (
  SELECT m.id, m.project_id, m.merged_at AS "at", 0 AS place,
         CAST(NULL AS TIMESTAMP) AS finished_at
  FROM merged m
  UNION ALL
  SELECT CAST(NULL AS BIGINT), r.project_id, p.created_at, 1, p.finished_at
  FROM pipeline p
  JOIN builder r ON r.built_by = p.project_id
  WHERE p.is_default_branch AND p.status = 'success'
    AND p.created_at >= (SELECT min(merged_at) FROM merged)
)
SELECT e.id, e.built_at
FROM (
  SELECT v.id, min(v.finished_at) OVER (
           PARTITION BY v.project_id ORDER BY v."at" NULLS LAST, v.place NULLS LAST
           ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS built_at
  FROM event v
) e
WHERE e.id IS NOT NULL AND e.built_at IS NOT NULL;

-- Deployments to production that carry it, by their list or, where none is known, by the very
-- commit; those of GitLab only until a GitOps controller brings the service there; for a library the first release of a commit that was made after the merge.
DROP TABLE IF EXISTS mr_deployed;

CREATE TEMP TABLE mr_deployed AS
SELECT x.id, min(x.finished_at) AS deployed_at, max(x.finished_at) AS last_deployed_at
FROM (
  SELECT b.id, d.finished_at
  FROM mr_base b
  JOIN fact_deployment_change c ON c.merge_request_id = b.id
  JOIN deployment d ON d.id = c.deployment_id
  LEFT JOIN production_began g ON g.service_id = d.service_id
  WHERE b.merged_at IS NOT NULL AND NOT coalesce(b.is_library, FALSE)
    AND d.is_production AND d.status = 'success' AND d.finished_at >= b.merged_at
    AND (g.began_at IS NULL OR d.finished_at < g.began_at)
    AND {merge_request:c.merge_request_id}
  UNION ALL
  SELECT b.id, d.finished_at
  FROM mr_base b
  JOIN deployment_unlisted u ON u.project_id = b.project_id
    AND (u.sha = b.merge_sha OR u.sha = b.squash_sha OR u.sha = b.head_sha)
  JOIN deployment d ON d.id = u.deployment_id
  LEFT JOIN production_began g ON g.service_id = d.service_id
  WHERE b.merged_at IS NOT NULL AND NOT coalesce(b.is_library, FALSE)
    AND d.is_production AND d.status = 'success' AND d.finished_at >= b.merged_at
    AND (g.began_at IS NULL OR d.finished_at < g.began_at)
  UNION ALL
  SELECT b.id, c.deployed_at
  FROM mr_base b
  JOIN production_change c ON c.merge_request_id = b.id
  WHERE c.via = 'argocd' AND b.merged_at IS NOT NULL AND NOT coalesce(b.is_library, FALSE)
    AND c.deployed_at >= b.merged_at
  UNION ALL
  SELECT b.id, coalesce(min(r.released_at), min(r.commit_at))
  FROM mr_base b
  JOIN fact_release r ON r.project_id = b.project_id
    AND coalesce(r.commit_at, r.released_at) >= b.merged_at
  WHERE b.is_library
  GROUP BY b.id
) x
GROUP BY x.id;

-- What a person named a hotfix, and what is built when it is merged. Asked here and not in the wide statement
-- below, whose planning takes three times as long with each question that it asks row by row.
DROP TABLE IF EXISTS mr_hotfix;

CREATE TEMP TABLE mr_hotfix AS
SELECT DISTINCT b.id
FROM mr_base b
JOIN name_pattern h
  ON h.purpose = 'hotfix_label' AND b.labels LIKE '%,' || h.pattern || ',%' ESCAPE '!'
  OR h.purpose = 'hotfix_branch' AND lower(b.source_branch) LIKE h.pattern ESCAPE '!';

DROP TABLE IF EXISTS mr_buildable;

CREATE TEMP TABLE mr_buildable AS
SELECT b.id
FROM mr_base b JOIN pipeline s ON s.project_id = b.project_id
WHERE s.is_default_branch
UNION
SELECT b.id
FROM mr_base b JOIN pipeline s ON s.service_id = b.service_id
WHERE s.is_default_branch AND s.source_id <> b.source_id;

-- What is merged, or was, can be brought to production, or mend it.
INSERT INTO touched_production
SELECT DISTINCT m.service_id
FROM merge_request m JOIN touched_merge_request t ON t.id = m.id
WHERE {merge_request:m.id} AND m.merged_at IS NOT NULL AND m.service_id IS NOT NULL
UNION
SELECT b.service_id FROM mr_base b WHERE b.merged_at IS NOT NULL AND b.service_id IS NOT NULL;

DELETE FROM merge_request USING touched_merge_request t
WHERE merge_request.id = t.id AND {merge_request:merge_request.id};

INSERT INTO merge_request (
  id, source_id, project_id, service_id, iid, title, web_url, author_account_id, author_id,
  author_class, calendar_id, source_branch, target_branch, state, draft, created_at,
  first_commit_at, started_at, started_by, ready_at, review_requested_at, first_response_at,
  first_approval_at, merged_at, closed_at, ended_at, deployed_at, last_deployed_at, deployable,
  commit_count, file_count, added_lines, deleted_lines, size_lines, comment_count, thread_count,
  approval_count, reviewed, review_rounds, is_revert, reverts_id, reverted_at, is_cherry_pick,
  is_back_merge, is_version_bump, is_hotfix, into_tracked, in_scope, ticketed, buildable,
  built_at, details, sequence)
WITH reverted AS (
  SELECT x.from_id, x.to_id
  FROM (SELECT l.from_id, l.to_id,
               row_number() OVER (PARTITION BY l.from_id ORDER BY l.belief, l.to_id) AS choice
        FROM linked l WHERE l.kind = 'revert') x
  WHERE x.choice = 1
),
picked AS (
  SELECT l.from_id AS id, max(CASE WHEN l.kind = 'pick' THEN 1 ELSE 0 END) = 1 AS whole
  FROM linked l
  JOIN mr_base b ON b.id = l.to_id
  WHERE l.kind IN ('pick', 'commit_pick') AND b.merged_at IS NOT NULL AND b.into_tracked
    AND NOT b.is_back_merge AND b.account_class <> 'bot'
  GROUP BY l.from_id
),
reverter AS (
  SELECT y.id, min(y.merged_at) AS reverted_at
  FROM (
    SELECT v.to_id AS id, b.merged_at
    FROM reverted v JOIN mr_base b ON b.id = v.from_id
    UNION ALL
    SELECT m.reverts_id, m.merged_at
    FROM merge_request m
    JOIN mr_base b ON b.id = m.reverts_id
    WHERE m.reverts_id IS NOT NULL
  ) y
  JOIN mr_base o ON o.id = y.id
  WHERE y.merged_at >= o.merged_at
  GROUP BY y.id
),
known AS (
  SELECT b.*, coalesce(f.commits, FALSE) AS has_commits, coalesce(f.files, FALSE) AS has_files,
         coalesce(f.discussions, FALSE) AS has_discussions,
         c.commit_count, c.pick_count, c.first_commit_at,
         c.first_commit_at < b.created_at - b.old_commit_days * INTERVAL '1 day' AS too_old,
         CASE WHEN b.account_class <> 'human' THEN b.account_class
              WHEN b.assistant IS NOT NULL OR c.assistant IS NOT NULL THEN 'assisted'
              ELSE 'human' END AS author_class
  FROM mr_base b
  LEFT JOIN mr_fetched f ON f.id = b.id
  LEFT JOIN mr_commits c ON c.id = b.id
)
SELECT k.id, k.source_id, k.project_id, k.service_id, k.iid, k.title, k.web_url,
       k.author_account_id,
       CASE WHEN k.account_class = 'human' THEN coalesce(k.author_id, -k.author_account_id) END,
       k.author_class, k.calendar_id, k.source_branch, k.target_branch, k.state, k.draft,
       k.created_at, k.first_commit_at,
       CASE WHEN k.first_commit_at IS NULL OR k.too_old THEN k.created_at
            ELSE k.first_commit_at END,
       CASE WHEN k.first_commit_at IS NULL THEN 'no_commits' WHEN k.too_old THEN 'old_commit'
            ELSE 'first_commit' END,
       r.ready_at, q.review_requested_at, v.first_response_at, v.first_approval_at, k.merged_at,
       k.closed_at, coalesce(k.merged_at, k.closed_at), d.deployed_at, d.last_deployed_at,
       k.deployable,
       CASE WHEN k.has_commits OR k.commit_count IS NOT NULL THEN coalesce(k.commit_count, 0) END,
       CASE WHEN k.has_files THEN coalesce(f.file_count, 0) END,
       CASE WHEN k.has_files AND coalesce(f.cut, 0) = 0 THEN coalesce(f.added_lines, 0) END,
       CASE WHEN k.has_files AND coalesce(f.cut, 0) = 0 THEN coalesce(f.deleted_lines, 0) END,
       CASE WHEN k.has_files AND coalesce(f.cut, 0) = 0
         THEN coalesce(f.added_lines + f.deleted_lines, 0) END,
       CASE WHEN k.has_discussions OR v.comment_count > 0 THEN coalesce(v.comment_count, 0) END,
       CASE WHEN k.has_discussions OR v.comment_count > 0 THEN coalesce(v.thread_count, 0) END,
       CASE WHEN k.has_discussions OR v.approval_count > 0 THEN coalesce(v.approval_count, 0) END,
       CASE WHEN v.id IS NOT NULL THEN TRUE WHEN k.has_discussions THEN FALSE END,
       CASE WHEN k.has_discussions AND k.has_commits THEN coalesce(n.review_rounds, 0) END,
       k.reverts_iid IS NOT NULL OR k.reverts_sha IS NOT NULL
         OR coalesce(k.source_branch LIKE 'revert-%', FALSE),
       x.to_id, y.reverted_at,
       coalesce(z.whole OR (z.id IS NOT NULL AND k.pick_count = k.commit_count), FALSE),
       k.is_back_merge,
       k.account_class = 'bot' AND coalesce(f.all_version, FALSE),
       h.id IS NOT NULL,
       k.into_tracked AND NOT k.gone,
       k.merged_at IS NOT NULL AND k.into_tracked AND NOT k.is_back_merge
         AND k.account_class <> 'bot' AND NOT k.gone,
       CASE WHEN w.merge_request_id IS NOT NULL THEN TRUE
            WHEN EXISTS (SELECT 1 FROM source s WHERE s.system = 'jira') THEN FALSE END,
       CASE WHEN w.merge_request_id IS NOT NULL THEN l.id IS NOT NULL END,
       u.built_at, k.has_commits AND k.has_discussions, k.sequence
FROM known k
JOIN mr_ready r ON r.id = k.id
LEFT JOIN mr_review v ON v.id = k.id
LEFT JOIN mr_files f ON f.id = k.id
LEFT JOIN mr_rounds n ON n.id = k.id
LEFT JOIN mr_deployed d ON d.id = k.id
LEFT JOIN reverted x ON x.from_id = k.id
LEFT JOIN reverter y ON y.id = k.id
LEFT JOIN picked z ON z.id = k.id
LEFT JOIN (
  SELECT DISTINCT l.merge_request_id FROM linking l
) w ON w.merge_request_id = k.id
LEFT JOIN mr_built u ON u.id = k.id
LEFT JOIN mr_hotfix h ON h.id = k.id
LEFT JOIN mr_buildable l ON l.id = k.id
LEFT JOIN (
  SELECT merge_request_id, min(requested_at) AS review_requested_at
  FROM mr_request GROUP BY merge_request_id
) q ON q.merge_request_id = k.id;
