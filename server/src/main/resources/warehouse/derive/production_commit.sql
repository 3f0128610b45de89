-- Which commit each deployment brought, which change of Git asked for it, and who made that.

-- Images of each deployment one by one. name: without the digest; repository: without the tag, too; tag, digest:
-- null where it has none.
DROP TABLE IF EXISTS pd_image;

CREATE TEMP TABLE pd_image AS
SELECT i.deployment_id, i.service_id, i.image, i.name,
       regexp_replace(i.name, ':[^:/@]+$', '') AS repository,
       CASE WHEN i.name ~ ':[^:/@]+$' THEN regexp_replace(i.name, '^.*:([^:/@]+)$', '\1') END AS tag,
       CASE WHEN strpos(i.image, '@') > 0 THEN lower(split_part(i.image, '@', 2)) END AS digest
FROM (
  SELECT u.id AS deployment_id, u.service_id, u.image, split_part(u.image, '@', 1) AS name
  FROM (
    SELECT b.id, b.service_id, unnest(string_to_array(b.images, ' ')) AS image
    FROM pd_base b WHERE b.via = 'argocd' AND b.images IS NOT NULL
  ) u
  WHERE u.image <> ''
) i;

-- The change of Git by the commit that was brought out; else the newest one before that names what runs.
DROP TABLE IF EXISTS pd_gitops;

CREATE TEMP TABLE pd_gitops AS
WITH by_commit AS (
  SELECT g.deployment_id, c.id, 1 AS belief, c.committed_at
  FROM pd_grouped g
  JOIN fact_gitops_change c ON lower(c.sha) = g.revision
  WHERE g.via = 'argocd' AND c.path IS NOT NULL
    AND (c.image IS NULL OR g.images IS NULL
         OR strpos(' ' || g.images, ' ' || c.image || ':') > 0
         OR strpos(' ' || g.images, ' ' || c.image || '@') > 0)
), by_image AS (
  SELECT i.deployment_id, c.id, 2 AS belief, c.committed_at
  FROM pd_image i
  JOIN pd_base b ON b.id = i.deployment_id
  JOIN fact_gitops_change c ON c.image = i.repository AND c.to_version = i.tag
  WHERE c.committed_at <= b.started_at
  UNION ALL
  SELECT i.deployment_id, c.id, 2, c.committed_at
  FROM pd_image i
  JOIN pd_base b ON b.id = i.deployment_id
  JOIN fact_gitops_change c ON c.image = i.repository AND lower(c.to_version) = i.digest
  WHERE c.committed_at <= b.started_at
  UNION ALL
  SELECT i.deployment_id, c.id, 2, c.committed_at
  FROM pd_image i
  JOIN pd_base b ON b.id = i.deployment_id
  JOIN fact_gitops_change c ON c.image = i.repository AND c.to_version = i.tag || '@' || i.digest
  WHERE c.committed_at <= b.started_at
), ranked AS (
  SELECT a.*, row_number() OVER (PARTITION BY a.deployment_id
                                 ORDER BY a.belief, a.committed_at DESC NULLS LAST, a.id) AS place
  FROM (SELECT * FROM by_commit UNION ALL SELECT * FROM by_image) a
)
SELECT r.deployment_id, c.id, lower(c.sha) AS sha, lower(c.app_sha) AS app_sha,
       CASE WHEN c.author IS NULL AND c.author_email IS NULL THEN NULL
            WHEN EXISTS (SELECT 1 FROM account a
                         WHERE a.source_id = CAST(c.id >> 48 AS INTEGER)
                           AND lower(a.username) = lower(c.author) AND a.class = 'human') THEN 'person'
            WHEN EXISTS (SELECT 1 FROM account a
                         WHERE a.source_id = CAST(c.id >> 48 AS INTEGER)
                           AND lower(a.username) = lower(c.author)) THEN 'bot'
            WHEN EXISTS (SELECT 1 FROM name_pattern x
                         WHERE x.purpose IN ('bot', 'agent')
                           AND (lower(c.author) LIKE x.pattern ESCAPE '!'
                                OR lower(c.author_email) LIKE x.pattern ESCAPE '!'
                                OR split_part(lower(c.author_email), '@', 1) LIKE x.pattern ESCAPE '!'))
              THEN 'bot'
            WHEN lower(c.author) ~ '^(project|group)_[0-9]+_bot(_.*)?$'
              OR lower(c.author_email) ~ '^(project|group)_?[0-9]+_bot' THEN 'bot'
            ELSE 'person' END AS made_by
FROM ranked r JOIN fact_gitops_change c ON c.id = r.id
WHERE r.place = 1;

-- Where Argo CD does not tell what ran, as of older syncs, the change of Git tells what was to run.
INSERT INTO pd_image
SELECT DISTINCT v.deployment_id, v.service_id,
       v.image || coalesce(':' || v.tag, '') || coalesce('@' || v.digest, ''),
       v.image || coalesce(':' || v.tag, ''), v.image, v.tag, v.digest
FROM (
  SELECT g.deployment_id, b.service_id, c.image,
         CASE WHEN strpos(split_part(c.to_version, '@', 1), ':') = 0 THEN split_part(c.to_version, '@', 1) END AS tag,
         CASE WHEN strpos(c.to_version, ':') > 0
              THEN lower(regexp_replace(c.to_version, '^[^@]*@', '')) END AS digest
  FROM pd_gitops g
  JOIN pd_base b ON b.id = g.deployment_id AND b.via = 'argocd' AND b.images IS NULL
  JOIN fact_gitops_change o ON o.id = g.id
  JOIN fact_gitops_change c ON c.project_id = o.project_id AND c.sha = o.sha AND c.path = o.path
  WHERE c.image IS NOT NULL AND c.to_version IS NOT NULL
) v;

DELETE FROM production_image USING touched_production t WHERE production_image.service_id = t.id;

INSERT INTO production_image SELECT DISTINCT service_id, repository FROM pd_image;

-- Commits that are known of the services, for what is named in short.
DROP TABLE IF EXISTS pd_known;

CREATE TEMP TABLE pd_known AS
WITH wanted AS (
  SELECT DISTINCT p.id, p.service_id
  FROM project p JOIN pd_image i ON i.service_id = p.service_id
)
SELECT w.service_id, lower(m.merge_sha) AS sha
FROM fact_merge_request m JOIN wanted w ON w.id = m.project_id WHERE m.merge_sha IS NOT NULL
UNION
SELECT w.service_id, lower(m.squash_sha)
FROM fact_merge_request m JOIN wanted w ON w.id = m.project_id WHERE m.squash_sha IS NOT NULL
UNION
SELECT w.service_id, lower(m.head_sha)
FROM fact_merge_request m JOIN wanted w ON w.id = m.project_id WHERE m.head_sha IS NOT NULL
UNION
SELECT w.service_id, lower(f.sha)
FROM fact_pipeline f JOIN wanted w ON w.id = f.project_id WHERE f.sha IS NOT NULL
UNION
SELECT w.service_id, lower(r.sha)
FROM fact_release r JOIN wanted w ON w.id = r.project_id WHERE r.sha IS NOT NULL;

-- What tells the commit: the label of the image, the change of Git, the first build that told of this
-- digest, the release of this name, and last the name itself when it holds a commit.
DROP TABLE IF EXISTS pd_sha;

CREATE TEMP TABLE pd_sha AS
WITH word AS (
  SELECT t.deployment_id, t.service_id, regexp_replace(t.word, '^g([0-9a-f]{7,40})$', '\1') AS word
  FROM (
    SELECT i.deployment_id, i.service_id,
           unnest(string_to_array(regexp_replace(lower(i.tag), '[^0-9a-z]+', ' ', 'g'), ' ')) AS word
    FROM pd_image i WHERE i.tag IS NOT NULL
  ) t
), told AS (
  SELECT g.deployment_id, g.app_sha AS sha, 1 AS belief, g.step AS newest
  FROM pd_grouped g WHERE g.app_sha IS NOT NULL
  UNION ALL
  SELECT c.deployment_id, c.app_sha, 2, 0 FROM pd_gitops c WHERE c.app_sha IS NOT NULL
  UNION ALL
  SELECT m.deployment_id, m.sha, 3, 0
  FROM (
    SELECT i.deployment_id, b.sha,
           row_number() OVER (PARTITION BY i.deployment_id, i.digest ORDER BY b.told_at, b.sha) AS place
    FROM pd_image i
    JOIN (
      SELECT service_id, image, lower(sha) AS sha, judged_at AS told_at FROM gate_run
      WHERE image IS NOT NULL AND sha IS NOT NULL
      UNION ALL
      SELECT service_id, image, lower(sha), reported_at FROM build_report
      WHERE image IS NOT NULL AND sha IS NOT NULL
    ) b ON b.service_id = i.service_id AND lower(b.image) = i.digest
  ) m
  WHERE m.place = 1
  UNION ALL
  SELECT i.deployment_id, min(lower(r.sha)), 4, 0
  FROM pd_image i
  JOIN project p ON p.service_id = i.service_id
  JOIN fact_release r ON r.project_id = p.id AND (r.tag = i.tag OR r.tag = 'v' || i.tag)
  WHERE r.sha IS NOT NULL
  GROUP BY i.deployment_id
  UNION ALL
  SELECT w.deployment_id, min(k.sha), 5, 0
  FROM word w
  JOIN pd_known k ON k.service_id = w.service_id AND substr(k.sha, 1, 7) = substr(w.word, 1, 7)
  WHERE w.word ~ '^[0-9a-f]{7,40}$' AND strpos(k.sha, w.word) = 1
  GROUP BY w.deployment_id
  HAVING count(DISTINCT k.sha) = 1
  UNION ALL
  SELECT w.deployment_id, min(w.word), 6, 0 FROM word w WHERE w.word ~ '^[0-9a-f]{40}$'
  GROUP BY w.deployment_id
)
SELECT r.deployment_id, r.sha
FROM (
  SELECT t.*, row_number() OVER (PARTITION BY t.deployment_id
                                 ORDER BY t.belief, t.newest DESC, t.sha) AS place
  FROM told t
) r
WHERE r.place = 1;
