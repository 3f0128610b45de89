-- How each deployment ended, from its syncs, the rollouts that followed them and the health of what it
-- changed.

-- One place of a deployment: its last attempt decides. next_at: when the next artifact came there.
DROP TABLE IF EXISTS pd_place;

CREATE TEMP TABLE pd_place AS
WITH place AS (
  SELECT g.*,
         row_number() OVER (PARTITION BY g.deployment_id, g.line ORDER BY g.step DESC) AS attempt,
         min(g.started_at) OVER (PARTITION BY g.deployment_id, g.line) AS first_at,
         min(g.step) OVER (PARTITION BY g.deployment_id, g.line) AS first_step
  FROM pd_grouped g
)
SELECT p.deployment_id, p.service_id, p.line, p.via, p.project_id, p.kind, p.status, p.images, p.artifact,
       p.first_at, p.first_step, p.started_at, p.finished_at,
       min(CASE WHEN p.kind <> 'config' THEN p.first_at END) OVER (
         PARTITION BY p.line ORDER BY p.first_step
         ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_at
FROM place p
WHERE p.attempt = 1;

-- Which rollouts followed it. One that was over when it was seen first may not tell when it began; then
-- its end tells which sync it followed.
DROP TABLE IF EXISTS pd_rollout;

CREATE TEMP TABLE pd_rollout AS
WITH own AS (
  SELECT p.deployment_id, p.line, r.id, r.strategy, coalesce(r.analysed, FALSE) AS analysed,
         coalesce(r.aborted, FALSE) AS aborted, r.aborted_at, r.completed_at, r.phase, r.seen_at,
         r.completed_at IS NULL AND NOT coalesce(r.aborted, FALSE)
           AND coalesce(r.phase, '') IN ('progressing', 'paused') AS open,
         r.completed_at IS NULL AND NOT coalesce(r.aborted, FALSE)
           AND coalesce(r.phase, '') = 'degraded' AS broken
  FROM pd_place p
  JOIN fact_rollout r ON r.project_id = p.project_id
  WHERE p.via = 'argocd' AND p.kind <> 'config'
    AND coalesce(r.started_at, r.aborted_at, r.completed_at) >= p.first_at
    AND (p.next_at IS NULL OR coalesce(r.started_at, r.aborted_at, r.completed_at) < p.next_at)
    AND (r.image IS NULL OR p.images IS NULL OR strpos(p.images, r.image) > 0)
), judged AS (
  SELECT DISTINCT a.rollout_id FROM fact_analysis_run a JOIN own o ON o.id = a.rollout_id
), waited AS (
  SELECT s.rollout_id, s.started_at, max(s.ended_at) AS ended_at
  FROM fact_rollout_pause s JOIN own o ON o.id = s.rollout_id
  WHERE s.for_person
  GROUP BY s.rollout_id, s.key, s.started_at
), paused AS (
  SELECT w.rollout_id, count(*) AS pauses,
         sum(CAST(extract(epoch FROM w.ended_at - w.started_at) AS double precision)) AS seconds
  FROM waited w GROUP BY w.rollout_id
)
SELECT o.deployment_id, o.line,
       CASE WHEN bool_or(o.strategy IN ('canary', 'blue_green'))
            THEN min(CASE WHEN o.strategy <> 'none' THEN o.strategy END) ELSE min(o.strategy) END AS strategy,
       bool_or(o.analysed OR j.rollout_id IS NOT NULL) AS analysed, bool_or(o.aborted) AS aborted,
       max(CASE WHEN o.aborted THEN o.aborted_at END) AS aborted_at, bool_or(o.open) AS open,
       bool_or(o.broken) AS broken, max(CASE WHEN o.broken THEN o.seen_at END) AS broken_at,
       CASE WHEN count(o.completed_at) = count(*) THEN max(o.completed_at) END AS completed_at,
       coalesce(sum(w.pauses), 0) > 0 AS by_hand, coalesce(sum(w.seconds), 0) AS paused_seconds
FROM own o
LEFT JOIN judged j ON j.rollout_id = o.id
LEFT JOIN paused w ON w.rollout_id = o.id
GROUP BY o.deployment_id, o.line;

-- Where there was no Rollout while its version ran, it went in no steps.
DROP TABLE IF EXISTS pd_plain;

CREATE TEMP TABLE pd_plain AS
SELECT p.deployment_id, p.line, bool_and(g.strategy = 'none') AS plain
FROM pd_place p
JOIN fact_gitops_application g ON g.project_id = p.project_id
WHERE p.via = 'argocd' AND p.kind <> 'config' AND g.strategy IS NOT NULL
  AND g.seen_at >= p.started_at AND (p.next_at IS NULL OR g.seen_at < p.next_at)
GROUP BY p.deployment_id, p.line;

-- When it was healthy for the first time: only a change of health that the sync brought about tells it, and
-- such a change begins before the sync has ended, or in the minute after. A later one has another cause.
DROP TABLE IF EXISTS pd_health;

CREATE TEMP TABLE pd_health AS
WITH told AS (
  SELECT p.deployment_id, p.line, p.finished_at,
         min(CASE WHEN h.status <> 'healthy' THEN h."at" END) AS other_at,
         min(CASE WHEN h.status = 'healthy' AND h."at" > p.started_at THEN h."at" END) AS healthy_at
  FROM pd_place p
  JOIN fact_health_change h ON h.application_id = p.project_id
  WHERE p.via = 'argocd' AND h."at" >= p.started_at AND (p.next_at IS NULL OR h."at" < p.next_at)
  GROUP BY p.deployment_id, p.line, p.finished_at
)
SELECT t.deployment_id, t.line, t.healthy_at
FROM told t
WHERE t.healthy_at IS NOT NULL
  AND (t.other_at IS NULL OR t.other_at >= t.healthy_at
       OR t.other_at <= t.finished_at + INTERVAL '1 minute');

DROP TABLE IF EXISTS pd_ended;

CREATE TEMP TABLE pd_ended AS
WITH known AS (
  SELECT p.*, coalesce(r.strategy, CASE WHEN n.plain THEN 'none' END) AS strategy,
         coalesce(r.analysed, CASE WHEN n.plain THEN FALSE END) AS analysed, r.by_hand, r.paused_seconds,
         r.completed_at,
         CASE WHEN r.line IS NULL OR r.strategy = 'none' THEN h.healthy_at END AS healthy_at,
         CASE WHEN coalesce(r.aborted, FALSE) THEN 'aborted'
              WHEN p.status = 'failed' OR coalesce(r.broken, FALSE) THEN 'failed'
              WHEN p.status = 'running' OR coalesce(r.open, FALSE) THEN 'in_progress'
              ELSE 'succeeded' END AS came_to,
         r.aborted_at, r.broken_at
  FROM pd_place p
  LEFT JOIN pd_rollout r ON r.deployment_id = p.deployment_id AND r.line = p.line
  LEFT JOIN pd_plain n ON n.deployment_id = p.deployment_id AND n.line = p.line
  LEFT JOIN pd_health h ON h.deployment_id = p.deployment_id AND h.line = p.line
), ended AS (
  SELECT k.*, coalesce(k.completed_at, k.healthy_at) AS well_at,
         CASE k.came_to
           WHEN 'aborted' THEN coalesce(k.aborted_at, k.finished_at, k.started_at)
           WHEN 'failed' THEN greatest(k.finished_at, k.broken_at)
           WHEN 'succeeded' THEN coalesce(k.completed_at, k.healthy_at, k.finished_at)
         END AS end_at
  FROM known k
)
SELECT e.deployment_id, e.service_id, e.line, e.via, e.project_id, e.kind, e.artifact, e.first_at,
       e.started_at, e.finished_at, e.next_at, e.strategy, e.analysed, e.by_hand, e.paused_seconds,
       CASE WHEN e.came_to IN ('in_progress', 'succeeded') AND e.next_at IS NOT NULL
                 AND (e.end_at IS NULL OR e.end_at > e.next_at) THEN 'superseded' ELSE e.came_to END AS status,
       CASE WHEN e.came_to IN ('in_progress', 'succeeded') AND e.next_at IS NOT NULL
                 AND (e.end_at IS NULL OR e.end_at > e.next_at) THEN e.next_at
            ELSE coalesce(e.end_at, CASE WHEN e.came_to <> 'in_progress' THEN e.started_at END)
       END AS end_at,
       e.well_at
FROM ended e;

-- Degraded while it is watched after its end; what it was before it was healthy is no failure, unless it
-- never became healthy.
DROP TABLE IF EXISTS pd_degraded;

CREATE TEMP TABLE pd_degraded AS
WITH seen AS (
  SELECT e.deployment_id, e.line, e.project_id, e.next_at, min(h."at") AS degraded_at
  FROM pd_ended e
  CROSS JOIN derive_setting x
  JOIN fact_health_change h ON h.application_id = e.project_id
  WHERE e.via = 'argocd' AND e.kind <> 'config' AND e.status = 'succeeded' AND h.status = 'degraded'
    AND (h."at" > e.end_at OR e.well_at IS NULL AND h."at" >= e.started_at)
    AND h."at" <= e.end_at + x.watch_minutes * INTERVAL '1 minute'
    AND (e.next_at IS NULL OR h."at" < e.next_at)
  GROUP BY e.deployment_id, e.line, e.project_id, e.next_at
)
SELECT s.deployment_id, min(s.degraded_at) AS degraded_at,
       CASE WHEN bool_and(w.well_at IS NOT NULL) THEN max(w.well_at) END AS well_at
FROM seen s
LEFT JOIN (
  SELECT s.deployment_id, s.line, min(h."at") AS well_at
  FROM seen s JOIN fact_health_change h ON h.application_id = s.project_id
  WHERE h.status = 'healthy' AND h."at" > s.degraded_at AND (s.next_at IS NULL OR h."at" < s.next_at)
  GROUP BY s.deployment_id, s.line
) w ON w.deployment_id = s.deployment_id AND w.line = s.line
GROUP BY s.deployment_id;

-- All places together. reached: it ran in production, whatever happened afterwards.
DROP TABLE IF EXISTS pd_base;

CREATE TEMP TABLE pd_base AS
WITH told AS (
  SELECT g.deployment_id,
         min(g.started_at) AS started_at, min(g.environment) AS environment,
         count(DISTINCT CASE WHEN g.via = 'argocd' THEN coalesce(g.cluster, g.line) ELSE g.line END) AS places,
         bool_or(g.via = 'argocd' AND g.automated IS NOT NULL AND NOT g.automated) AS begun_by_hand,
         count(g.automated) AS told_automated, max(g.sequence) AS sequence
  FROM pd_grouped g GROUP BY g.deployment_id
), ended AS (
  SELECT e.deployment_id, bool_or(e.kind = 'rollback') AS back,
         bool_or(e.status = 'aborted') AS aborted, bool_or(e.status = 'failed') AS failed,
         bool_or(e.status = 'in_progress') AS running, bool_or(e.status = 'superseded') AS superseded,
         max(e.end_at) AS end_at,
         CASE WHEN count(e.well_at) = count(*) THEN max(e.well_at) END AS healthy_at,
         max(CASE WHEN e.strategy <> 'none' THEN e.strategy END) AS strategy,
         max(CASE WHEN e.strategy = 'none' THEN e.strategy END) AS no_strategy,
         bool_or(e.analysed) AS analysed, bool_or(coalesce(e.by_hand, FALSE)) AS let_go_by_hand,
         max(e.paused_seconds) AS paused_seconds
  FROM pd_ended e GROUP BY e.deployment_id
)
SELECT g.id, g.via, g.project_id, g.service_id, t.environment, g.artifact, g.images, g.ref,
       CASE WHEN g.kind = 'config' THEN 'config' WHEN e.back THEN 'rollback' ELSE 'change' END AS kind,
       CASE WHEN e.aborted THEN 'aborted' WHEN e.failed THEN 'failed' WHEN e.running THEN 'in_progress'
            WHEN e.superseded THEN 'superseded' ELSE 'succeeded' END AS status,
       NOT (e.aborted OR e.failed OR e.running OR e.superseded) AS reached,
       t.places, coalesce(e.strategy, e.no_strategy) AS strategy, e.analysed,
       CASE WHEN g.via = 'argocd' AND (t.told_automated > 0 OR e.let_go_by_hand)
            THEN t.begun_by_hand OR e.let_go_by_hand END AS by_hand,
       t.started_at, e.healthy_at,
       CASE WHEN e.aborted OR e.failed OR NOT e.running THEN e.end_at END AS ended_at,
       e.paused_seconds, d.degraded_at, d.well_at, g.web_url, t.sequence
FROM pd_grouped g
JOIN told t ON t.deployment_id = g.id
JOIN ended e ON e.deployment_id = g.id
LEFT JOIN pd_degraded d ON d.deployment_id = g.id
WHERE g.id = g.deployment_id;
