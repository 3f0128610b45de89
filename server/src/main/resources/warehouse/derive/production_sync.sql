-- What was brought to production of the touched services, step by step, and which steps are one
-- deployment.

-- Applications of GitOps controllers. alone: the service has no other one.
DROP TABLE IF EXISTS pd_app;

CREATE TEMP TABLE pd_app AS
SELECT a.id, a.service_id, a.name, count(*) OVER (PARTITION BY a.service_id) = 1 AS alone
FROM (
  SELECT p.id, p.service_id, lower(p.name) AS name
  FROM project p
  JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = p.service_id
  JOIN (
    SELECT project_id FROM fact_gitops_sync UNION SELECT project_id FROM fact_gitops_application
  ) g ON g.project_id = p.id
) a;

-- What names say of being production; null where they say nothing.
DROP TABLE IF EXISTS pd_word;

CREATE TEMP TABLE pd_word AS
SELECT w.word,
       CASE WHEN w.word ~ '(^|[^a-z0-9])(pre|non|not)[-_/ ]?(prod|production|live)([^a-z0-9]|$)' THEN FALSE
            WHEN w.word ~ '(^|[^a-z0-9])(prod|production|live)([^a-z0-9]|$)' THEN TRUE
            WHEN w.word ~ '(^|[^a-z0-9])(dev|develop|development|test|testing|qa|stage|staging|uat|int|integration|preview|review|sandbox|demo)([^a-z0-9]|$)'
              THEN FALSE
       END AS production
FROM (
  SELECT lower(s.environment) AS word FROM fact_gitops_sync s JOIN pd_app a ON a.id = s.project_id
  UNION
  SELECT lower(s.cluster) FROM fact_gitops_sync s JOIN pd_app a ON a.id = s.project_id
  UNION
  SELECT name FROM pd_app
) w
WHERE w.word IS NOT NULL;

-- Steps to production. line: what follows one another, an application or an environment of a project.
DROP TABLE IF EXISTS pd_sync;

CREATE TEMP TABLE pd_sync AS
WITH synced AS (
  SELECT s.*, a.service_id
  FROM fact_gitops_sync s
  JOIN pd_app a ON a.id = s.project_id
  LEFT JOIN pd_word e ON e.word = lower(s.environment)
  LEFT JOIN pd_word n ON n.word = a.name
  LEFT JOIN pd_word c ON c.word = lower(s.cluster)
  WHERE s.started_at IS NOT NULL AND s.phase IS NOT NULL
    AND CASE WHEN s.tier IS NOT NULL THEN lower(s.tier) = 'production'
             ELSE coalesce(e.production, n.production, c.production, a.alone) END
), began AS (
  SELECT service_id, min(started_at) AS began_at FROM synced GROUP BY service_id
)
SELECT s.id, 'argocd' AS via, s.project_id, s.service_id, CAST(s.project_id AS TEXT) AS line,
       s.cluster, s.environment,
       CASE WHEN s.phase = 'succeeded' THEN 'succeeded'
            WHEN s.phase IN ('failed', 'error') THEN 'failed' ELSE 'running' END AS status,
       s.images, lower(s.revision) AS revision, lower(s.app_sha) AS app_sha, CAST(NULL AS TEXT) AS ref,
       s.automated, s.started_by, s.trigger, s.started_at, s.finished_at, s.resources, s.web_url,
       s.sequence
FROM synced s
UNION ALL
SELECT d.id, 'gitlab', d.project_id, d.service_id, CAST(d.project_id AS TEXT) || ' ' || coalesce(d.environment, ''),
       d.environment, d.environment,
       CASE d.status WHEN 'success' THEN 'succeeded' WHEN 'failed' THEN 'failed' ELSE 'running' END,
       lower(d.sha), lower(d.sha), lower(d.sha), d.ref, CAST(NULL AS BOOLEAN), CAST(NULL AS TEXT),
       CAST(NULL AS TEXT), coalesce(d.created_at, d.finished_at),
       d.finished_at, CAST(NULL AS INTEGER), d.web_url, d.sequence
FROM deployment d
JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = d.service_id
JOIN service v ON v.id = d.service_id
LEFT JOIN began b ON b.service_id = d.service_id
WHERE d.is_production AND v.kind = 'service' AND d.sha IS NOT NULL
  AND (d.status IN ('success', 'failed') AND d.finished_at IS NOT NULL
       OR d.status = 'running' AND d.created_at IS NOT NULL)
  AND (b.began_at IS NULL OR coalesce(d.finished_at, d.created_at) < b.began_at);

-- Commits of the GitOps repository that were read whole and name no other version of what the application
-- runs: what they brought is a change of settings. Only where the repository is known to name it at all.
DROP TABLE IF EXISTS pd_quiet;

CREATE TEMP TABLE pd_quiet AS
WITH ran AS (
  SELECT DISTINCT u.project_id, regexp_replace(split_part(u.image, '@', 1), ':[^:/@]+$', '') AS image
  FROM (
    SELECT s.project_id, unnest(string_to_array(s.images, ' ')) AS image FROM pd_sync s
    WHERE s.via = 'argocd' AND s.images IS NOT NULL
    UNION
    SELECT r.project_id, unnest(string_to_array(r.image, ' '))
    FROM fact_rollout r JOIN pd_app a ON a.id = r.project_id WHERE r.image IS NOT NULL
  ) u
), named AS (
  SELECT DISTINCT r.project_id, c.project_id AS repository_id
  FROM ran r JOIN fact_gitops_change c ON c.image = r.image
), brought AS (
  SELECT DISTINCT s.project_id, s.revision FROM pd_sync s WHERE s.via = 'argocd'
)
SELECT b.project_id, b.revision
FROM brought b
JOIN fact_gitops_change c ON lower(c.sha) = b.revision
JOIN named n ON n.project_id = b.project_id AND n.repository_id = c.project_id
LEFT JOIN ran r ON r.project_id = b.project_id AND r.image = c.image
GROUP BY b.project_id, b.revision
HAVING bool_and(c.path IS NULL OR c.image IS NOT NULL) AND count(r.image) = 0;

-- Beside each step what the last one left, and what the last one that succeeded did. Two are of the same
-- artifact when the same images ran after both; where they are not told of both, when both are of the
-- same revision.
DROP TABLE IF EXISTS pd_step;

CREATE TEMP TABLE pd_step AS
WITH told AS (
  SELECT s.*, coalesce(s.images, 'revision ' || s.revision) AS artifact,
         row_number() OVER (PARTITION BY s.line ORDER BY s.started_at, s.id) AS step,
         count(*) FILTER (WHERE s.status = 'succeeded') OVER (
           PARTITION BY s.line ORDER BY s.started_at, s.id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS good
  FROM pd_sync s
), succeeded AS (
  SELECT line, good + 1 AS good, step, images, revision, artifact FROM told WHERE status = 'succeeded'
), first_told AS (
  SELECT line, artifact, min(step) AS step FROM told WHERE artifact IS NOT NULL GROUP BY line, artifact
), beside AS (
  SELECT t.*, l.step IS NOT NULL AS has_last, l.artifact AS last_artifact,
         g.artifact AS good_artifact, g.revision AS good_revision,
         coalesce(CASE WHEN t.images IS NOT NULL AND l.images IS NOT NULL THEN t.images = l.images
                       ELSE t.revision = l.revision END, FALSE) AS as_last,
         coalesce(CASE WHEN t.images IS NOT NULL AND g.images IS NOT NULL THEN t.images = g.images
                       ELSE t.revision = g.revision END, FALSE) AS as_good,
         q.revision IS NOT NULL AND g.revision IS DISTINCT FROM t.revision
           AND (t.images IS NULL OR g.step IS NOT NULL AND g.images IS NULL) AS quiet
  FROM told t
  LEFT JOIN pd_quiet q ON q.project_id = t.project_id AND q.revision = t.revision AND t.via = 'argocd'
  LEFT JOIN told l ON l.line = t.line AND l.step = t.step - 1
  LEFT JOIN succeeded g ON g.line = t.line AND g.good = t.good
), judged AS (
  SELECT b.*,
         CASE
           WHEN b.artifact IS NULL OR b.trigger = 'self_heal' THEN 'none'
           WHEN b.status = 'failed' AND (b.as_good OR coalesce(b.resources, 1) = 0
                                         OR b.images IS NULL AND b.resources IS NULL)
             THEN CASE WHEN b.resources > 0 AND b.as_good AND b.revision <> b.good_revision
                       THEN 'config' ELSE 'none' END
           WHEN b.quiet AND b.status <> 'running' THEN 'config'
           WHEN NOT b.as_good OR NOT b.as_last THEN 'change'
           WHEN b.revision <> b.good_revision AND b.status <> 'running' THEN 'config'
           ELSE 'none'
         END AS kind
  FROM beside b
)
SELECT j.id, j.via, j.project_id, j.service_id, j.line, j.cluster, j.environment, j.status, j.images,
       j.revision, j.app_sha, j.ref, j.automated, j.started_by, j.trigger, j.started_at, j.finished_at,
       j.web_url, j.sequence, j.artifact, j.step,
       CASE WHEN j.kind = 'change'
              AND (j.trigger = 'rollback'
                   OR o.step < j.step
                      AND o.step < (SELECT f.step FROM first_told f
                                    WHERE f.line = j.line
                                      AND f.artifact = CASE WHEN j.has_last AND NOT j.as_last
                                            THEN j.last_artifact ELSE j.good_artifact END))
              THEN 'rollback' ELSE j.kind END AS kind,
       CASE WHEN j.kind = 'config' THEN j.artifact || ' ' || j.revision ELSE j.artifact END AS same
FROM judged j
LEFT JOIN first_told o ON o.line = j.line AND o.artifact = j.artifact
WHERE j.kind <> 'none';

-- The same within hours is one deployment, in however many places and attempts, until a place has had
-- something else between: then its second time there is another one.
DROP TABLE IF EXISTS pd_grouped;

CREATE TEMP TABLE pd_grouped AS
WITH run AS (
  SELECT s.*,
         coalesce(lag(s.same) OVER (PARTITION BY s.line ORDER BY s.step) <> s.same, TRUE) AS begins,
         lag(s.started_at) OVER (PARTITION BY s.service_id, s.via, s.same ORDER BY s.started_at, s.id)
           AS before_at
  FROM pd_step s
), island AS (
  SELECT r.*,
         sum(CASE WHEN r.before_at IS NULL
                    OR r.started_at > r.before_at + x.together_hours * INTERVAL '1 hour' THEN 1 ELSE 0 END)
           OVER (PARTITION BY r.service_id, r.via, r.same ORDER BY r.started_at, r.id) AS island
  FROM run r CROSS JOIN derive_setting x
), counted AS (
  SELECT i.*,
         greatest(1, sum(CASE WHEN i.begins THEN 1 ELSE 0 END) OVER (
           PARTITION BY i.line, i.same, i.island ORDER BY i.step)) AS turn
  FROM island i
)
SELECT c.*,
       first_value(c.id) OVER (PARTITION BY c.service_id, c.via, c.same, c.island, c.turn
                               ORDER BY c.started_at, c.id) AS deployment_id
FROM counted c;
