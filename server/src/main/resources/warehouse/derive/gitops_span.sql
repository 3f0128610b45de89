-- How the applications that bring the touched services to production were kept, from when to when; looks
-- that found the same are one stretch.

DELETE FROM gitops_span USING touched_production t WHERE gitops_span.service_id = t.id;

INSERT INTO gitops_span (
  project_id, service_id, automated, self_heal, sync_status, health_status, strategy, analysed,
  valid_from, valid_to)
WITH brings AS (
  SELECT DISTINCT s.project_id FROM pd_sync s WHERE s.via = 'argocd'
  UNION
  -- What was never synced is judged by its name.
  SELECT a.id FROM pd_app a
  LEFT JOIN pd_word w ON w.word = a.name
  WHERE coalesce(w.production, a.alone)
    AND NOT EXISTS (SELECT 1 FROM fact_gitops_sync s WHERE s.project_id = a.id)
), look AS (
  SELECT g.id, g.project_id, a.service_id, g.automated, g.self_heal, g.sync_status, g.health_status,
         g.strategy, g.analysed, g.seen_at,
         coalesce(CAST(g.automated AS TEXT), '?') || coalesce(CAST(g.self_heal AS TEXT), '?')
           || coalesce(g.sync_status, '?') || ' ' || coalesce(g.health_status, '?') || ' '
           || coalesce(g.strategy, '?') || coalesce(CAST(g.analysed AS TEXT), '?') AS state
  FROM fact_gitops_application g
  JOIN pd_app a ON a.id = g.project_id
  JOIN brings b ON b.project_id = g.project_id
  WHERE g.seen_at IS NOT NULL
), changed AS (
  SELECT l.*, lag(l.state) OVER (PARTITION BY l.project_id ORDER BY l.seen_at, l.id) AS before
  FROM look l
)
SELECT c.project_id, c.service_id, c.automated, c.self_heal, c.sync_status, c.health_status, c.strategy,
       c.analysed, c.seen_at,
       coalesce(lead(c.seen_at) OVER (PARTITION BY c.project_id ORDER BY c.seen_at, c.id),
                TIMESTAMP '9999-01-01 00:00:00')
FROM changed c
WHERE c.before IS NULL OR c.before <> c.state;

-- Whether all that brings a service to production goes through Git, and step by step, from when to when.
-- What GitLab alone deploys goes through neither. drift: the share of the four weeks before in which
-- anything was out of step with Git.
DELETE FROM gitops_service USING touched_production t WHERE gitops_service.service_id = t.id;

INSERT INTO gitops_service (
  service_id, project_id, through_git, progressive, analysed, valid_from, valid_to)
WITH moment AS (
  SELECT g.service_id, g.valid_from AS "at"
  FROM gitops_span g JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = g.service_id
  UNION
  SELECT s.service_id, min(s.started_at) FROM pd_sync s WHERE s.via = 'gitlab' GROUP BY s.service_id
), stretch AS (
  SELECT m.service_id, m."at" AS valid_from,
         coalesce(lead(m."at") OVER (PARTITION BY m.service_id ORDER BY m."at"),
                  TIMESTAMP '9999-01-01 00:00:00') AS valid_to
  FROM moment m
), kept AS (
  SELECT s.service_id, s.valid_from, s.valid_to, min(g.project_id) AS project_id, count(g.project_id) AS apps,
         bool_and(g.automated) AS automated,
         bool_or(g.strategy IN ('canary', 'blue_green')) AS progressive, count(g.strategy) AS told,
         bool_or(g.strategy IN ('canary', 'blue_green') AND coalesce(g.analysed, FALSE)) AS analysed
  FROM stretch s
  LEFT JOIN gitops_span g
    ON g.service_id = s.service_id AND g.valid_from <= s.valid_from AND g.valid_to > s.valid_from
  GROUP BY s.service_id, s.valid_from, s.valid_to
), drifted AS (
  SELECT s.service_id, s.valid_from,
         sum(CASE WHEN g.sync_status = 'out_of_sync' THEN
               extract(epoch FROM least(g.valid_to, s.valid_from) - greatest(g.valid_from, s.valid_from - INTERVAL '28 days'))
             ELSE 0 END) AS out_seconds,
         sum(extract(epoch FROM least(g.valid_to, s.valid_from)
                                - greatest(g.valid_from, s.valid_from - INTERVAL '28 days'))) AS seconds
  FROM stretch s
  JOIN gitops_span g
    ON g.service_id = s.service_id AND g.valid_from < s.valid_from
   AND g.valid_to > s.valid_from - INTERVAL '28 days'
  GROUP BY s.service_id, s.valid_from
)
SELECT k.service_id,
       coalesce(k.project_id, y.project_id),
       CASE WHEN k.apps = 0 THEN FALSE
            ELSE k.automated AND coalesce(d.out_seconds < 0.01 * d.seconds, TRUE) END,
       CASE WHEN k.apps = 0 THEN FALSE WHEN k.told > 0 THEN coalesce(k.progressive, FALSE) END,
       CASE WHEN k.apps = 0 THEN FALSE WHEN k.told > 0 THEN coalesce(k.analysed, FALSE) END,
       k.valid_from, k.valid_to
FROM kept k
LEFT JOIN drifted d ON d.service_id = k.service_id AND d.valid_from = k.valid_from
LEFT JOIN (SELECT service_id, min(project_id) AS project_id FROM pd_sync GROUP BY service_id) y
  ON y.service_id = k.service_id;
