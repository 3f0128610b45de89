-- What follows from the builds of a service for what it ships, after all that reached production is known.
-- A service at a time is told anew: what comes next is known only from its neighbours.

DROP TABLE IF EXISTS new_shipped;

-- A library is released and not deployed. Since a GitOps controller brings a service to production, it
-- tells of that, and what GitLab tells after is told twice. counted: gates were known of when it arrived.
-- digests: of the images that run; null where they are not told. alone: there is one image, and it is told
-- by its digest. Where only Git tells what was to run, the service must never have brought out another one,
-- since a change of Git names what it changes.
CREATE TEMP TABLE new_shipped AS
WITH went AS (
  SELECT d.id, 'deployment' AS kind, d.project_id, d.service_id, lower(d.sha) AS sha,
         CAST(NULL AS TEXT) AS digests, FALSE AS alone, d.finished_at AS arrived_at,
         d.environment AS place, d.web_url, d.sequence
  FROM deployment d
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = d.service_id
  JOIN service s ON s.id = d.service_id
  LEFT JOIN production_began b ON b.service_id = d.service_id
  WHERE s.kind = 'service' AND d.is_production AND d.status = 'success' AND d.finished_at IS NOT NULL
    AND (b.began_at IS NULL OR d.finished_at < b.began_at)
  UNION ALL
  SELECT d.id, 'deployment', d.project_id, d.service_id, d.sha, d.digests,
         d.digests IS NOT NULL AND strpos(d.digests, ' ') = 0
           AND (strpos(d.artifact, ' ') = 0
                OR strpos(d.artifact, 'revision ') = 1
                   AND (SELECT count(*) FROM production_image i WHERE i.service_id = d.service_id) = 1),
         d.ended_at, d.environment, d.web_url, d.sequence
  FROM production_deployment d
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = d.service_id
  JOIN service s ON s.id = d.service_id
  WHERE s.kind = 'service' AND d.via = 'argocd' AND d.kind IN ('change', 'rollback')
    AND d.ends_at IS NOT NULL
  UNION ALL
  SELECT r.id, 'release', r.project_id, p.service_id, lower(r.sha), NULL, FALSE, r.released_at, r.tag, r.web_url,
         r.sequence
  FROM fact_release r
  JOIN project p ON p.id = r.project_id
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = p.service_id
  JOIN service s ON s.id = p.service_id
  WHERE s.kind = 'library' AND r.released_at IS NOT NULL
)
SELECT w.id, w.kind, w.project_id, w.service_id, w.sha, w.digests, w.alone, w.arrived_at,
       coalesce(lead(w.arrived_at) OVER (PARTITION BY w.service_id ORDER BY w.arrived_at, w.id),
                TIMESTAMP '9999-01-01 00:00:00') AS ends_at,
       coalesce(w.place || ' ', '') || coalesce(substr(w.sha, 1, 8), substr(w.digests, 1, 19), '') AS title,
       w.web_url,
       w.sequence,
       w.arrived_at >= coalesce((SELECT min(b.began_at) FROM gates_began b),
                                TIMESTAMP '9999-01-01 00:00:00') AS counted
FROM went w;

DELETE FROM new_shipped WHERE sha IS NULL AND digests IS NULL;

-- Which images are made of a commit: those that were told of it first. They may be scanned from any
-- other commit later. A commit of which nothing new was made has what was told of it. place: the first is
-- the one that it is called by.
DROP TABLE IF EXISTS new_image;

CREATE TEMP TABLE new_image AS
WITH told AS (
  SELECT i.service_id, i.sha, i.image, min(i.told_at) AS told_at
  FROM (
    SELECT g.service_id, g.sha, g.image, g.judged_at AS told_at FROM gate_run g
    JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = g.service_id
    WHERE g.image IS NOT NULL AND g.sha IS NOT NULL
    UNION ALL
    SELECT b.service_id, b.sha, b.image, b.reported_at FROM build_report b
    JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = b.service_id
    WHERE b.image IS NOT NULL AND b.sha IS NOT NULL
  ) i
  GROUP BY i.service_id, i.sha, i.image
), made AS (
  SELECT t.*,
         row_number() OVER (PARTITION BY t.service_id, t.image ORDER BY t.told_at, t.sha) = 1 AS is_new
  FROM told t
), own AS (
  SELECT m.*, bool_or(m.is_new) OVER (PARTITION BY m.service_id, m.sha) AS has_new FROM made m
)
SELECT o.service_id, o.sha, o.image,
       row_number() OVER (PARTITION BY o.service_id, o.sha ORDER BY o.told_at, o.image) AS place
FROM own o
WHERE o.is_new OR NOT o.has_new;

-- Which images run, the one that it is called by first. By digests: of several, those that builds of the
-- service told of; a single one is the one, whether anything was told of it or not. Where digests tell of
-- none, the images of the commit stand for it.
DROP TABLE IF EXISTS new_shipped_image;

CREATE TEMP TABLE new_shipped_image AS
WITH digest AS (
  SELECT n.id AS shipped_id, n.service_id, n.sha, n.alone, unnest(string_to_array(n.digests, ' ')) AS image
  FROM new_shipped n WHERE n.digests IS NOT NULL
), own AS (
  SELECT d.shipped_id, d.image,
         row_number() OVER (PARTITION BY d.shipped_id ORDER BY i.place NULLS LAST, d.image) AS place
  FROM digest d
  LEFT JOIN new_image i ON i.service_id = d.service_id AND i.sha = d.sha AND i.image = d.image
  WHERE d.alone
     OR EXISTS (SELECT 1 FROM build_report b WHERE b.service_id = d.service_id AND b.image = d.image)
     OR EXISTS (SELECT 1 FROM gate_run g WHERE g.service_id = d.service_id AND g.image = d.image)
)
SELECT o.shipped_id, o.image, o.place FROM own o
UNION ALL
SELECT n.id, i.image, i.place
FROM new_shipped n
JOIN new_image i ON i.service_id = n.service_id AND i.sha = n.sha
WHERE NOT EXISTS (SELECT 1 FROM own o WHERE o.shipped_id = n.id);

-- Of each tool the newest verdict that was known; of several tools the one that says most, the worst
-- first: that one tool has no data takes nothing away from what another one says. What failed is waived where
-- waivers held when it arrived; what nobody said anything of only where all have their say.
DROP TABLE IF EXISTS new_shipped_gate;

CREATE TEMP TABLE new_shipped_gate AS
WITH said AS (
  SELECT n.id AS shipped_id, n.arrived_at, g.tool, o.gate, o.verdict, g.id AS run_id, g.judged_at,
         coalesce(w.ends_at, o.waived_until) AS waived_until, w.owner, w.reason
  FROM new_shipped n
  JOIN gate_run g ON g.service_id = n.service_id AND g.sha = n.sha AND g.judged_at <= n.arrived_at
  JOIN fact_gate_outcome o ON o.gate_run_id = g.id
  LEFT JOIN gate_outcome_waived w ON w.gate_run_id = g.id AND w.gate = o.gate
  WHERE n.counted
  UNION ALL
  -- Of older analyses only the status of their gate is known.
  SELECT n.id, n.arrived_at, 'sonarqube', 'static-analysis',
         CASE WHEN a.gate_status = 'error' THEN 'fail' ELSE 'pass' END, CAST(NULL AS BIGINT), a."at",
         w.ends_at, w.owner, w.reason
  FROM new_shipped n
  JOIN code_analysis a ON a.service_id = n.service_id AND a.sha = n.sha AND a."at" <= n.arrived_at
  LEFT JOIN gate_waived w ON w.service_id = n.service_id AND w.gate = 'static-analysis'
  WHERE n.counted AND a.gate_status IN ('ok', 'warn', 'error')
    AND NOT EXISTS (SELECT 1 FROM gate_run g WHERE g.id = a.id)
), told AS (
  SELECT s.*,
         CASE WHEN s.verdict = 'fail' AND s.waived_until > s.arrived_at THEN 'waived'
              WHEN s.verdict = 'waived' AND s.waived_until <= s.arrived_at THEN 'waiver_ended'
              ELSE s.verdict END AS stands,
         row_number() OVER (PARTITION BY s.shipped_id, s.gate, s.tool
                            ORDER BY s.judged_at DESC, s.run_id DESC NULLS LAST) AS newest
  FROM said s
), ranked AS (
  SELECT t.*,
         row_number() OVER (
           PARTITION BY t.shipped_id, t.gate
           ORDER BY CASE t.stands WHEN 'fail' THEN 1 WHEN 'waiver_ended' THEN 2 WHEN 'unreadable' THEN 3
                                  WHEN 'waived' THEN 4 WHEN 'pass' THEN 5 WHEN 'not_applicable' THEN 6
                                  ELSE 7 END,
                    t.waived_until DESC NULLS LAST, t.run_id) AS place
  FROM told t WHERE t.newest = 1
), together AS (
  SELECT n.id AS shipped_id, n.service_id, n.arrived_at, q.gate, q.place, q.title,
         coalesce(r.stands, 'missing') AS stands, coalesce(r.verdict, 'missing') AS told, r.run_id,
         CASE WHEN r.shipped_id IS NULL THEN w.ends_at ELSE r.waived_until END AS waived_until,
         CASE WHEN r.shipped_id IS NULL THEN w.owner ELSE r.owner END AS owner,
         CASE WHEN r.shipped_id IS NULL THEN w.reason ELSE r.reason END AS reason
  FROM new_shipped n
  JOIN required_gate q ON q.service_id = n.service_id
  LEFT JOIN ranked r ON r.shipped_id = n.id AND r.gate = q.gate AND r.place = 1
  LEFT JOIN gate_waived w ON w.service_id = n.service_id AND w.gate = q.gate
  WHERE n.counted AND n.sha IS NOT NULL
)
SELECT g.shipped_id, g.service_id, g.gate, g.place, g.title,
       CASE WHEN g.stands IN ('no_data', 'missing') AND g.waived_until > g.arrived_at THEN 'waived'
            ELSE g.stands END AS verdict,
       g.told, g.run_id, g.waived_until, g.owner, g.reason
FROM together g;

DELETE FROM shipped USING touched_gated t WHERE shipped.service_id = t.id;

INSERT INTO shipped (
  id, kind, project_id, service_id, sha, image, arrived_at, ends_at, required, executed, failed, waived,
  missing, title, web_url, sequence)
SELECT n.id, n.kind, n.project_id, n.service_id, n.sha, i.image, n.arrived_at, n.ends_at,
       count(g.gate),
       count(g.gate) FILTER (WHERE g.told IN ('pass', 'fail', 'waived', 'not_applicable')),
       count(g.gate) FILTER (WHERE g.verdict IN ('fail', 'waiver_ended')),
       count(g.gate) FILTER (WHERE g.verdict = 'waived'),
       count(g.gate) FILTER (WHERE g.verdict IN ('missing', 'no_data', 'unreadable')),
       n.title, n.web_url, n.sequence
FROM new_shipped n
LEFT JOIN new_shipped_gate g ON g.shipped_id = n.id
LEFT JOIN new_shipped_image i ON i.shipped_id = n.id AND i.place = 1
WHERE n.counted
GROUP BY n.id, n.kind, n.project_id, n.service_id, n.sha, i.image, n.arrived_at, n.ends_at, n.title,
         n.web_url, n.sequence;

DELETE FROM shipped_gate USING touched_gated t WHERE shipped_gate.service_id = t.id;

INSERT INTO shipped_gate (
  shipped_id, service_id, gate, place, title, verdict, told, run_id, waived_until, owner, reason)
SELECT shipped_id, service_id, gate, place, title, verdict, told, run_id, waived_until, owner, reason
FROM new_shipped_gate;

-- What runs, whether gates were known of when it came or not. Libraries have no container.
DELETE FROM running_scan USING touched_gated t WHERE running_scan.service_id = t.id;

INSERT INTO running_scan (
  report_id, service_id, project_id, shipped_id, image, deployed, starts_at, ends_at, critical,
  high, medium, low, unknown, fixable_critical, fixable_high, suppressed, waived)
WITH known AS (
  SELECT n.id AS shipped_id, n.service_id, n.project_id, coalesce(i.image, n.sha, n.digests) AS image, n.sha,
         n.arrived_at, n.ends_at
  FROM new_shipped n
  LEFT JOIN new_shipped_image i ON i.shipped_id = n.id AND i.place = 1
  WHERE n.kind = 'deployment'
), scan AS (
  SELECT k.shipped_id, b.id AS report_id
  FROM known k JOIN build_report b ON b.service_id = k.service_id AND b.sha = k.sha
  WHERE b.kind = 'composition-findings' AND coalesce(b.scanned, TRUE) AND b.image IS NULL
  UNION
  SELECT k.shipped_id, b.id
  FROM known k
  JOIN new_shipped_image i ON i.shipped_id = k.shipped_id
  JOIN build_report b ON b.service_id = k.service_id AND b.image = i.image
  WHERE b.kind = 'composition-findings' AND coalesce(b.scanned, TRUE)
), span AS (
  SELECT b.id AS report_id, k.service_id, k.project_id, k.shipped_id,
         coalesce(b.image, k.image) AS image,
         greatest(b.reported_at, k.arrived_at) AS starts_at,
         least(k.ends_at,
               coalesce(lead(b.reported_at) OVER (PARTITION BY k.shipped_id, b.part ORDER BY b.reported_at, b.id),
                        k.ends_at)) AS ends_at
  FROM scan s
  JOIN known k ON k.shipped_id = s.shipped_id
  JOIN build_report b ON b.id = s.report_id
), alone AS (
  SELECT b.id AS report_id, b.service_id, b.project_id, CAST(NULL AS BIGINT) AS shipped_id,
         coalesce(b.image, b.sha, CAST(b.service_id AS TEXT)) AS image, b.reported_at AS starts_at,
         b.valid_to AS ends_at
  FROM build_report b
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = b.service_id
  JOIN service s ON s.id = b.service_id
  WHERE b.is_main AND b.kind = 'composition-findings' AND coalesce(b.scanned, TRUE)
    AND s.kind = 'service'
    AND NOT EXISTS (SELECT 1 FROM deployment d WHERE d.service_id = b.service_id AND d.is_production)
    AND NOT EXISTS (SELECT 1 FROM production_began g WHERE g.service_id = b.service_id)
)
SELECT a.report_id, a.service_id, a.project_id, a.shipped_id, a.image, a.shipped_id IS NOT NULL,
       a.starts_at, a.ends_at, b.critical, b.high, b.medium, b.low, b.unknown, b.fixable_critical,
       b.fixable_high, b.suppressed, b.waived
FROM (SELECT * FROM span UNION ALL SELECT * FROM alone) a
JOIN build_report b ON b.id = a.report_id
WHERE a.starts_at < a.ends_at;
