-- Which merge requests each deployment was the first to bring to production.

-- Where on its branch the commit of a deployment lies: by the merge request that made it, else by the
-- default branch's pipeline or the release of it.
DROP TABLE IF EXISTS pd_point;

CREATE TEMP TABLE pd_point AS
WITH brought AS (
  SELECT b.id, b.service_id, s.sha, b.ended_at
  FROM pd_base b JOIN pd_sha s ON s.deployment_id = b.id
  WHERE b.reached
), repository AS (
  SELECT p.id, p.service_id, p.default_branch
  FROM project p JOIN (SELECT DISTINCT service_id FROM brought) b ON b.service_id = p.service_id
), made AS (
  SELECT r.service_id, m.id, m.project_id, x.target_branch AS branch, x.merged_at AS "at",
         lower(m.merge_sha) AS merge_sha, lower(m.squash_sha) AS squash_sha, lower(m.head_sha) AS head_sha
  FROM fact_merge_request m
  JOIN repository r ON r.id = m.project_id
  JOIN merge_request x ON x.id = m.id
  WHERE x.merged_at IS NOT NULL AND x.into_tracked
), found AS (
  SELECT b.id, m.project_id, m.branch, m."at", m.id AS merge_request_id, 1 AS belief
  FROM brought b JOIN made m ON m.service_id = b.service_id AND m.merge_sha = b.sha
  UNION ALL
  SELECT b.id, m.project_id, m.branch, m."at", m.id, 2
  FROM brought b JOIN made m ON m.service_id = b.service_id AND m.squash_sha = b.sha
  UNION ALL
  SELECT b.id, m.project_id, m.branch, m."at", m.id, 3
  FROM brought b JOIN made m ON m.service_id = b.service_id AND m.head_sha = b.sha
  UNION ALL
  SELECT b.id, r.id, r.default_branch, min(f.created_at), CAST(NULL AS BIGINT), 4
  FROM brought b
  JOIN repository r ON r.service_id = b.service_id
  JOIN fact_pipeline f ON f.project_id = r.id AND f.ref = r.default_branch AND lower(f.sha) = b.sha
  WHERE f.created_at IS NOT NULL
  GROUP BY b.id, r.id, r.default_branch
  UNION ALL
  SELECT b.id, r.id, r.default_branch, min(f.commit_at), CAST(NULL AS BIGINT), 5
  FROM brought b
  JOIN repository r ON r.service_id = b.service_id
  JOIN fact_release f ON f.project_id = r.id AND lower(f.sha) = b.sha
  WHERE f.commit_at IS NOT NULL AND r.default_branch IS NOT NULL
  GROUP BY b.id, r.id, r.default_branch
), chosen AS (
  SELECT f.*, row_number() OVER (PARTITION BY f.id
                                 ORDER BY f.belief, f."at", f.merge_request_id NULLS LAST, f.project_id) AS place
  FROM found f
)
SELECT c.id AS deployment_id, b.service_id, b.sha, b.ended_at, c.project_id, c.branch, c."at", c.merge_request_id,
       max(c."at") OVER (PARTITION BY c.project_id, c.branch ORDER BY b.ended_at, b.id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS since
FROM chosen c JOIN brought b ON b.id = c.id
WHERE c.place = 1;

-- Lists of GitLab say themselves what they carry.
DROP TABLE IF EXISTS pd_listed;

CREATE TEMP TABLE pd_listed AS
SELECT DISTINCT g.deployment_id
FROM pd_grouped g
JOIN fact_set s ON s.parent_id = g.id AND s.type = 'deployment_change'
WHERE g.via = 'gitlab'
UNION
SELECT DISTINCT g.deployment_id
FROM pd_grouped g JOIN fact_deployment_change c ON c.deployment_id = g.id
WHERE g.via = 'gitlab';

-- Whatever was merged since the last deployment of its branch, up to the commit. Where nothing tells which
-- commit the ones before had: what was merged since the last of them began, which it cannot have carried.
-- Of the first deployment of a service: since the release before; without one only what made this commit.
DROP TABLE IF EXISTS pd_change;

CREATE TEMP TABLE pd_change AS
WITH before AS (
  SELECT b.id, lag(b.started_at) OVER (PARTITION BY b.service_id ORDER BY b.ended_at, b.id) AS began_at
  FROM pd_base b
  WHERE b.reached AND b.kind <> 'config'
), point AS (
  SELECT p.*,
         coalesce(p.since, f.began_at,
                  (SELECT max(r.commit_at) FROM fact_release r
                   WHERE r.project_id = p.project_id AND r.commit_at < p."at"
                     AND lower(r.sha) <> p.sha)) AS after_at
  FROM pd_point p
  JOIN pd_base b ON b.id = p.deployment_id
  LEFT JOIN before f ON f.id = p.deployment_id
  WHERE b.via = 'argocd'
), carried AS (
  SELECT p.deployment_id, x.id AS merge_request_id
  FROM point p
  JOIN merge_request x ON x.project_id = p.project_id AND x.target_branch = p.branch
  WHERE p.after_at IS NOT NULL AND x.merged_at > p.after_at AND x.merged_at <= p."at"
  UNION
  SELECT p.deployment_id, p.merge_request_id
  FROM point p WHERE p.merge_request_id IS NOT NULL
  UNION
  SELECT g.deployment_id, c.merge_request_id
  FROM pd_grouped g
  JOIN pd_base b ON b.id = g.deployment_id
  JOIN fact_deployment_change c ON c.deployment_id = g.id
  WHERE g.via = 'gitlab' AND g.status = 'succeeded' AND b.reached
  UNION
  SELECT p.deployment_id, p.merge_request_id
  FROM pd_point p
  JOIN pd_base b ON b.id = p.deployment_id
  LEFT JOIN pd_listed l ON l.deployment_id = p.deployment_id
  WHERE b.via = 'gitlab' AND l.deployment_id IS NULL AND p.merge_request_id IS NOT NULL
), first_carried AS (
  SELECT b.service_id, c.deployment_id, c.merge_request_id, b.via, b.ended_at,
         row_number() OVER (PARTITION BY b.service_id, c.merge_request_id
                            ORDER BY b.ended_at, c.deployment_id) AS place
  FROM carried c
  JOIN pd_base b ON b.id = c.deployment_id
  JOIN merge_request x ON x.id = c.merge_request_id
  WHERE x.merged_at <= b.ended_at
)
SELECT f.service_id, f.deployment_id, f.merge_request_id, f.via, x.project_id, x.started_at,
       f.ended_at AS deployed_at, x.author_class, x.is_hotfix, x.is_revert, x.reverts_id,
       x.in_scope AND NOT x.is_cherry_pick AS counts
FROM first_carried f
JOIN merge_request x ON x.id = f.merge_request_id
WHERE f.place = 1;

-- How many; null where nothing tells.
DROP TABLE IF EXISTS pd_changes;

CREATE TEMP TABLE pd_changes AS
SELECT k.deployment_id, count(c.merge_request_id) AS changes
FROM (
  SELECT deployment_id FROM pd_point UNION SELECT deployment_id FROM pd_listed
) k
LEFT JOIN pd_change c ON c.deployment_id = k.deployment_id
GROUP BY k.deployment_id;
