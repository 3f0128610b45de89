-- Which deployments failed, by what, and when production was well again.

-- What a rollback took back: the deployment that had come to its places before it. A controller forgets, and
-- the first that it tells of may be a rollback: then it took back what another system tells that came last.
DROP TABLE IF EXISTS pd_back;

CREATE TEMP TABLE pd_back AS
WITH back AS (
  SELECT r.deployment_id, r.service_id, r.line, r.via, r.artifact, r.first_at
  FROM pd_ended r
  JOIN pd_base b ON b.id = r.deployment_id AND b.kind = 'rollback' AND b.reached
), same_place AS (
  SELECT r.deployment_id AS by_id, p.deployment_id AS id, p.first_at
  FROM back r
  JOIN pd_ended p ON p.line = r.line AND p.first_at < r.first_at AND p.kind <> 'config'
  WHERE p.artifact <> r.artifact
), elsewhere AS (
  SELECT r.deployment_id AS by_id, p.deployment_id AS id, p.first_at, p.artifact AS sha
  FROM back r
  JOIN pd_ended p ON p.service_id = r.service_id AND p.via <> r.via AND p.first_at < r.first_at AND p.kind <> 'config'
  LEFT JOIN (SELECT DISTINCT by_id FROM same_place) k ON k.by_id = r.deployment_id
  WHERE k.by_id IS NULL
), before AS (
  SELECT x.by_id, x.id, x.sha,
         row_number() OVER (PARTITION BY x.by_id ORDER BY x.first_at DESC, x.id DESC) AS place
  FROM (
    SELECT by_id, id, first_at, CAST(NULL AS TEXT) AS sha FROM same_place
    UNION ALL
    SELECT by_id, id, first_at, sha FROM elsewhere
  ) x
)
SELECT x.id, x.by_id, x.began_at, x.ended_at
FROM (
  SELECT w.id, w.by_id, b.started_at AS began_at, b.ended_at,
         row_number() OVER (PARTITION BY w.id ORDER BY b.ended_at, b.id) AS place
  FROM before w
  JOIN pd_base b ON b.id = w.by_id
  -- What it brought itself it did not take back.
  LEFT JOIN pd_sha s ON s.deployment_id = w.by_id AND s.sha = w.sha
  WHERE w.place = 1 AND s.sha IS NULL
) x
WHERE x.place = 1;

-- What mends what: the deployment that carried what is reverted, else the change before a hotfix.
DROP TABLE IF EXISTS pd_fix;

CREATE TEMP TABLE pd_fix AS
WITH fix AS (
  SELECT c.deployment_id AS by_id, o.deployment_id AS id, 1 AS belief
  FROM pd_change c
  JOIN pd_change o ON o.merge_request_id = c.reverts_id
  WHERE c.deployment_id <> o.deployment_id
  UNION
  SELECT x.by_id, x.id, 2
  FROM (
    SELECT h.deployment_id AS by_id, p.id,
           row_number() OVER (PARTITION BY h.deployment_id ORDER BY p.ended_at DESC, p.id DESC) AS place
    FROM (SELECT DISTINCT deployment_id FROM pd_change WHERE is_hotfix) h
    JOIN pd_base b ON b.id = h.deployment_id
    JOIN pd_base p ON p.service_id = b.service_id AND p.kind = 'change' AND p.ended_at < b.ended_at
                  AND p.started_at < b.started_at AND p.status <> 'superseded'
  ) x
  WHERE x.place = 1
)
SELECT f.by_id, f.id, min(f.belief) AS belief, min(d.ended_at) AS ended_at
FROM fix f
CROSS JOIN derive_setting s
JOIN pd_base d ON d.id = f.by_id
JOIN pd_base o ON o.id = f.id
WHERE d.ended_at > o.ended_at AND d.ended_at <= o.ended_at + s.hotfix_days * INTERVAL '1 day'
GROUP BY f.by_id, f.id;

-- Made because of what users saw: a hotfix, what a customer reported, or nothing but mended bugs.
DROP TABLE IF EXISTS pd_rework;

CREATE TEMP TABLE pd_rework AS
WITH ticketed AS (
  SELECT c.deployment_id, c.merge_request_id, bool_or(c.is_hotfix) AS is_hotfix,
         bool_or(i.ticket_id IS NOT NULL) AS is_incident, coalesce(bool_or(k.kind = 'bug'), FALSE) AS is_bug
  FROM pd_change c
  LEFT JOIN ticket_merge_request l ON l.merge_request_id = c.merge_request_id
  LEFT JOIN ticket k ON k.id = l.ticket_id
  LEFT JOIN customer_incident i ON i.ticket_id = l.ticket_id
  GROUP BY c.deployment_id, c.merge_request_id
), rule AS (
  SELECT deployment_id FROM ticketed GROUP BY deployment_id
  HAVING bool_or(is_hotfix) OR bool_or(is_incident) OR bool_and(is_bug)
  UNION
  SELECT by_id FROM pd_fix
), word AS (
  SELECT w.deployment_id, w.word
  FROM (
    SELECT g.deployment_id, s.word,
           row_number() OVER (PARTITION BY g.deployment_id ORDER BY s."at" DESC NULLS LAST, s.word) AS place
    FROM pd_said s JOIN pd_grouped g ON g.id = s.subject_id
    WHERE s.subject = 'deployment'
  ) w
  WHERE w.place = 1
)
SELECT b.id AS deployment_id, coalesce(w.word = 'rework', r.deployment_id IS NOT NULL) AS is_rework
FROM pd_base b
LEFT JOIN rule r ON r.deployment_id = b.id
LEFT JOIN word w ON w.deployment_id = b.id;

DROP TABLE IF EXISTS pd_trouble;

CREATE TEMP TABLE pd_trouble AS
SELECT deployment_id, count(*) AS incidents, min(gate) AS gate, min(triggered_at) AS triggered_at,
       CASE WHEN count(resolved_at) = count(*) THEN max(resolved_at) END AS resolved_at
FROM pd_blamed GROUP BY deployment_id;

-- The next deployment that ran whole mends what failed by itself.
DROP TABLE IF EXISTS pd_next;

CREATE TEMP TABLE pd_next AS
SELECT x.id, x.next_id, x.next_at
FROM (
  SELECT f.id, n.id AS next_id, n.ended_at AS next_at,
         row_number() OVER (PARTITION BY f.id ORDER BY n.ended_at, n.id) AS place
  FROM pd_base f
  LEFT JOIN pd_degraded d ON d.deployment_id = f.id
  JOIN pd_base n ON n.service_id = f.service_id AND n.kind <> 'config' AND n.reached
                AND n.started_at > f.started_at AND n.ended_at > f.ended_at
  WHERE f.kind <> 'config' AND (f.status = 'failed' OR d.deployment_id IS NOT NULL)
) x
WHERE x.place = 1;

DROP TABLE IF EXISTS pd_restored;

CREATE TEMP TABLE pd_restored AS
WITH told AS (
  SELECT id, ended_at AS "at", by_id FROM pd_back
  UNION ALL
  SELECT id, ended_at, by_id FROM pd_fix
  UNION ALL
  SELECT deployment_id, resolved_at, CAST(NULL AS BIGINT) FROM pd_trouble WHERE resolved_at IS NOT NULL
  UNION ALL
  SELECT id, next_at, next_id FROM pd_next
  UNION ALL
  SELECT deployment_id, well_at, CAST(NULL AS BIGINT) FROM pd_degraded WHERE well_at IS NOT NULL
  UNION ALL
  -- What was given up left the former version to serve.
  SELECT id, ended_at, CAST(NULL AS BIGINT) FROM pd_base WHERE status = 'aborted'
)
SELECT r.id, r."at", r.by_id
FROM (
  SELECT t.*, row_number() OVER (PARTITION BY t.id ORDER BY t."at", t.by_id NULLS LAST) AS place
  FROM told t JOIN pd_base b ON b.id = t.id
  WHERE t."at" >= b.ended_at
) r
WHERE r.place = 1;

DELETE FROM production_deployment USING touched_production t WHERE production_deployment.service_id = t.id;

INSERT INTO production_deployment (
  id, source_id, project_id, service_id, environment, via, kind, status, artifact, digests, version, sha,
  gitops_sha, gitops_change_id, places, strategy, analysed, made_by, by_hand, started_at, healthy_at,
  ended_at, ends_at, paused_seconds, failed, failed_by, settled_at, final_at, detected_at, restored_at,
  restored_by_id, hotfix_of, is_rework, changes, incidents, gate, title, web_url, sequence)
WITH judged AS (
  SELECT b.*, x.blame_hours, x.hotfix_days, s.sha, g.id AS gitops_change_id,
         coalesce(g.sha, CASE WHEN b.via = 'argocd' THEN q.revision END) AS gitops_sha,
         g.made_by, k.began_at AS back_at, f.ended_at AS fixed_at, i.triggered_at, i.incidents, i.gate, r."at" AS restored_at,
         r.by_id AS restored_by_id, h.id AS hotfix_of, w.is_rework, c.changes,
         CASE WHEN b.via = 'gitlab' THEN b.ref
              ELSE coalesce(m.tag, m.digest) END AS version,
         CASE WHEN b.kind = 'config' THEN CASE WHEN b.status = 'failed' THEN 'failed' END
              WHEN b.status IN ('failed', 'aborted') THEN b.status
              WHEN b.degraded_at IS NOT NULL THEN 'degraded'
              WHEN k.id IS NOT NULL THEN 'rolled_back'
              WHEN f.id IS NOT NULL THEN 'hotfix'
              WHEN i.deployment_id IS NOT NULL THEN 'incident' END AS failed_by
  FROM pd_base b
  CROSS JOIN derive_setting x
  LEFT JOIN pd_sha s ON s.deployment_id = b.id
  LEFT JOIN pd_gitops g ON g.deployment_id = b.id
  LEFT JOIN pd_back k ON k.id = b.id
  LEFT JOIN (SELECT id, min(ended_at) AS ended_at FROM pd_fix GROUP BY id) f ON f.id = b.id
  LEFT JOIN (
    SELECT y.by_id, y.id
    FROM (SELECT z.by_id, z.id, row_number() OVER (PARTITION BY z.by_id ORDER BY z.belief, o.ended_at DESC, z.id DESC)
                   AS place
          FROM pd_fix z JOIN pd_base o ON o.id = z.id) y
    WHERE y.place = 1
  ) h ON h.by_id = b.id
  LEFT JOIN pd_trouble i ON i.deployment_id = b.id
  LEFT JOIN pd_restored r ON r.id = b.id
  LEFT JOIN pd_rework w ON w.deployment_id = b.id
  LEFT JOIN pd_changes c ON c.deployment_id = b.id
  LEFT JOIN (SELECT id, min(revision) AS revision FROM pd_grouped GROUP BY id) q ON q.id = b.id
  LEFT JOIN (SELECT deployment_id, min(tag) AS tag, min(digest) AS digest FROM pd_image GROUP BY deployment_id) m
    ON m.deployment_id = b.id
), running AS (
  SELECT id, lead(ended_at) OVER (PARTITION BY service_id ORDER BY ended_at, id) AS ends_at
  FROM pd_base WHERE reached AND kind <> 'config'
)
SELECT j.id, CAST(j.id >> 48 AS INTEGER), j.project_id, j.service_id, j.environment, j.via, j.kind,
       CASE WHEN j.status IN ('failed', 'aborted') THEN j.status
            WHEN j.back_at IS NOT NULL AND j.kind <> 'config' THEN 'rolled_back'
            WHEN j.degraded_at IS NOT NULL AND j.kind <> 'config' THEN 'failed'
            ELSE j.status END,
       j.artifact,
       (SELECT string_agg(DISTINCT m.digest, ' ' ORDER BY m.digest) FROM pd_image m WHERE m.deployment_id = j.id),
       j.version, j.sha, j.gitops_sha, j.gitops_change_id, j.places, j.strategy, j.analysed,
       j.made_by, j.by_hand, j.started_at, j.healthy_at, j.ended_at,
       CASE WHEN n.id IS NOT NULL THEN coalesce(n.ends_at, TIMESTAMP '9999-01-01 00:00:00') END,
       j.paused_seconds,
       CASE WHEN j.ended_at IS NOT NULL THEN j.failed_by IS NOT NULL END,
       CASE WHEN j.ended_at IS NOT NULL THEN j.failed_by END,
       greatest(j.ended_at,
                least(j.ended_at + j.blame_hours * INTERVAL '1 hour',
                      CASE WHEN j.failed_by IN ('failed', 'aborted') THEN j.ended_at END,
                      j.degraded_at, j.back_at, j.fixed_at, j.triggered_at)),
       j.ended_at + j.hotfix_days * INTERVAL '1 day',
       CASE WHEN j.failed_by IS NOT NULL THEN
         least(j.degraded_at, j.triggered_at,
               CASE WHEN j.failed_by IN ('failed', 'aborted') THEN j.ended_at END) END,
       CASE WHEN j.failed_by IS NOT NULL THEN j.restored_at END,
       CASE WHEN j.failed_by IS NOT NULL THEN j.restored_by_id END,
       j.hotfix_of, j.is_rework, j.changes, coalesce(j.incidents, 0), j.gate,
       coalesce(j.environment || ' ', '') || coalesce(j.version, substr(j.sha, 1, 8), ''),
       j.web_url, j.sequence
FROM judged j
LEFT JOIN running n ON n.id = j.id;

DELETE FROM production_deployment_part USING touched_production t
WHERE production_deployment_part.service_id = t.id;

INSERT INTO production_deployment_part (
  deployment_id, service_id, part_id, project_id, cluster, status, started_at, ended_at, web_url)
SELECT deployment_id, service_id, id, project_id, cluster,
       CASE WHEN status = 'running' THEN 'in_progress' ELSE status END, started_at, finished_at, web_url
FROM pd_grouped;

DELETE FROM deployment_incident USING touched_production t WHERE deployment_incident.service_id = t.id;

INSERT INTO deployment_incident (deployment_id, service_id, incident_id, why)
SELECT deployment_id, service_id, incident_id, why FROM pd_blamed;
