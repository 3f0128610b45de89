-- Derived rows of a written company, as if its history had been read: {count} merge requests over two
-- years up to {now}, in the order of their creation. Values come from hashes of the number, so that
-- every run writes the same.

CREATE TEMP MACRO share(i, salt) AS (CAST(hash(i * 64 + salt) % 1000003 AS DOUBLE) + 0.5) / 1000003.0;

CREATE TEMP MACRO pick(i, salt, n) AS CAST(hash(i * 64 + salt) % n AS INTEGER);

CREATE TEMP MACRO after(t, i, salt, hours) AS
  t + to_seconds(CAST(-ln(share(i, salt)) * hours * 3600 AS BIGINT));

CREATE TEMP MACRO past(t) AS CASE WHEN t < TIMESTAMP '{now}' THEN t END;

CREATE TEMP TABLE origin AS
SELECT id AS source_id, CAST(id AS BIGINT) << 48 AS base FROM source WHERE system = 'gitlab';

CREATE TEMP TABLE who AS
SELECT CAST(substr(key, 2) AS INTEGER) AS i, id, calendar_id FROM person;

CREATE TEMP TABLE what AS
SELECT CAST(substr(key, 2) AS INTEGER) AS i, id FROM service;

INSERT INTO account BY NAME
SELECT o.base + w.i AS id, o.source_id, 'u' || w.i AS username, 'Person ' || w.i AS name,
       w.id AS person_id, 'human' AS class, w.calendar_id
FROM who w, origin o;

INSERT INTO project BY NAME
SELECT o.base + w.i AS id, o.source_id, 'bench/p' || w.i AS path, 'p' || w.i AS name,
       'https://gitlab.invalid/bench/p' || w.i AS web_url, w.id AS service_id,
       'main' AS default_branch, FALSE AS deleted
FROM what w, origin o;

-- Who wrote, who reviewed (of the same team), where (four of five in the own team's projects), when.
CREATE TEMP TABLE gen AS
SELECT y.*, past(after(y.merged_at, y.i, 11, 6)) AS deployed_at
FROM (
  SELECT x.*,
         CASE WHEN share(x.i, 9) < 0.94 THEN past(after(x.responded_at, x.i, 8, 14)) END AS merged_at,
         CASE WHEN share(x.i, 9) >= 0.94 THEN past(after(x.created_at, x.i, 10, 90)) END AS closed_at
  FROM (
    SELECT r.range AS i, p.author, p.team + 90 * ((p.author // 90 + 1 + pick(r.range, 2, 9)) % 11) + 1
             AS reviewer,
           CASE WHEN share(r.range, 3) < 0.8 THEN p.team + 90 * pick(r.range, 4, 3)
                ELSE pick(r.range, 5, 270) END + 1 AS project,
           p.created_at, p.created_at - to_seconds(CAST(-ln(share(r.range, 6)) * 12 * 3600 AS BIGINT))
             AS first_commit_at,
           after(p.created_at, r.range, 7, 5) AS responded_at
    FROM range({count}) r
    CROSS JOIN LATERAL (
      SELECT pick(r.range, 1, 990) AS author, pick(r.range, 1, 990) % 90 AS team,
             TIMESTAMP '{now}' - to_seconds(CAST(({count} - r.range) * (730.0 * 86400 / {count}) AS BIGINT))
               AS created_at
    ) p
  ) x
) y
ORDER BY y.i;

INSERT INTO merge_request BY NAME
SELECT o.base + 1000000 + g.i AS id, o.source_id, o.base + g.project AS project_id, s.id AS service_id,
       g.i + 1 AS iid, 'Change number ' || g.i || ' of what a service does' AS title,
       'https://gitlab.invalid/bench/p' || g.project || '/-/merge_requests/' || (g.i + 1) AS web_url,
       o.base + g.author + 1 AS author_account_id, a.id AS author_id,
       CASE WHEN share(g.i, 20) < 0.2 THEN 'assisted' ELSE 'human' END AS author_class, a.calendar_id,
       'change-' || g.i AS source_branch, 'main' AS target_branch,
       CASE WHEN g.merged_at IS NOT NULL THEN 'merged' WHEN g.closed_at IS NOT NULL THEN 'closed'
            ELSE 'opened' END AS state,
       FALSE AS draft, g.created_at, g.first_commit_at, g.first_commit_at AS started_at,
       'first_commit' AS started_by, g.created_at AS ready_at, g.created_at AS review_requested_at,
       past(g.responded_at) AS first_response_at,
       CASE WHEN g.merged_at IS NOT NULL AND share(g.i, 21) < 0.9 THEN g.responded_at END
         AS first_approval_at,
       g.merged_at, g.closed_at, coalesce(g.merged_at, g.closed_at) AS ended_at, g.deployed_at,
       g.deployed_at AS last_deployed_at, TRUE AS deployable, 1 + pick(g.i, 22, 6) AS commit_count,
       1 + pick(g.i, 23, 20) AS file_count, CAST(exp(share(g.i, 24) * 6) AS BIGINT) AS added_lines,
       CAST(exp(share(g.i, 25) * 4) AS BIGINT) AS deleted_lines,
       CAST(exp(share(g.i, 24) * 6) + exp(share(g.i, 25) * 4) AS BIGINT) AS size_lines,
       pick(g.i, 26, 12) AS comment_count, pick(g.i, 27, 6) AS thread_count,
       pick(g.i, 28, 3) AS approval_count, share(g.i, 21) < 0.9 AS reviewed,
       pick(g.i, 29, 4) AS review_rounds, share(g.i, 30) < 0.02 AS is_revert,
       CASE WHEN share(g.i, 31) < 0.02 THEN g.merged_at + INTERVAL 2 DAY END AS reverted_at,
       share(g.i, 32) < 0.02 AS is_cherry_pick, FALSE AS is_back_merge, FALSE AS is_version_bump,
       share(g.i, 33) < 0.03 AS is_hotfix, TRUE AS into_tracked,
       g.merged_at IS NOT NULL AS in_scope, TRUE AS details, 0 AS sequence
FROM gen g
JOIN who a ON a.i = g.author + 1
JOIN what s ON s.i = g.project
CROSS JOIN origin o
ORDER BY g.i;

INSERT INTO review_request BY NAME
SELECT CAST(o.base + 1000000 + g.i AS TEXT) || ':' || g.reviewer || ':1' AS id,
       o.base + 1000000 + g.i AS merge_request_id, o.base + g.project AS project_id,
       s.id AS service_id, o.base + g.reviewer AS reviewer_account_id, r.id AS reviewer_id,
       r.calendar_id, g.created_at AS requested_at, g.created_at AS starts_at,
       past(g.responded_at) AS answered_at, FALSE AS withdrawn,
       coalesce(g.merged_at, g.closed_at) AS ended_at, 'human' AS author_class,
       'Change number ' || g.i || ' of what a service does' AS title,
       'https://gitlab.invalid/bench/p' || g.project || '/-/merge_requests/' || (g.i + 1) AS web_url,
       g.created_at + CASE isodow(g.created_at) WHEN 5 THEN INTERVAL 3 DAY WHEN 6 THEN INTERVAL 2 DAY
         ELSE INTERVAL 1 DAY END AS due_at,
       g.closed_at IS NULL AS counts
FROM gen g
JOIN who r ON r.i = g.reviewer
JOIN what s ON s.i = g.project
CROSS JOIN origin o
ORDER BY g.i;

INSERT INTO person_activity BY NAME
SELECT w.id AS person_id, k."at", k.kind, o.base + 1000000 + g.i AS merge_request_id,
       o.base + g.project AS project_id, s.id AS service_id, 'human' AS author_class
FROM gen g
CROSS JOIN LATERAL (VALUES
  ('commit', g.first_commit_at, g.author + 1), ('created', g.created_at, g.author + 1),
  ('review', past(g.responded_at), g.reviewer), ('merged', g.merged_at, g.author + 1)
) k(kind, "at", i)
JOIN who w ON w.i = k.i
JOIN what s ON s.i = g.project
CROSS JOIN origin o
WHERE k."at" IS NOT NULL
ORDER BY g.i;

INSERT INTO pipeline BY NAME
SELECT o.base + 1000000 + g.i * 2 + k.n AS id, o.source_id, o.base + g.project AS project_id,
       s.id AS service_id, CASE WHEN k.n = 1 THEN 'main' ELSE 'change-' || g.i END AS ref,
       k.n = 1 AS is_default_branch,
       CASE WHEN share(g.i, 40 + k.n) < 0.9 THEN 'success' ELSE 'failed' END AS status,
       'push' AS trigger, k."at" AS created_at, k."at" + INTERVAL 5 SECOND AS started_at,
       k."at" + INTERVAL 10 MINUTE AS finished_at, 595.0 AS duration_seconds,
       'https://gitlab.invalid/bench/p' || g.project || '/-/pipelines/' || (g.i * 2 + k.n) AS web_url,
       0 AS sequence
FROM gen g
CROSS JOIN LATERAL (VALUES (0, g.created_at), (1, g.merged_at)) k(n, "at")
JOIN what s ON s.i = g.project
CROSS JOIN origin o
WHERE k."at" IS NOT NULL
ORDER BY g.i;
