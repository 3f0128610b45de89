-- What reached production and what broke there, as if it had been read: {count} deployments of {services}
-- services over three years up to {now}, and {incidents} incidents. In the order of time. Needs the
-- temporary tables of rows.sql, whose merge requests the deployments bring.

CREATE TEMP MACRO hashed(i, salt) AS CAST(hash(i * 64 + salt) & 281474976710655 AS BIGINT);

CREATE TEMP MACRO seconds_after(t, s) AS t + to_seconds(CAST(s AS BIGINT));

-- How many of so many answers came within a time.
CREATE TEMP MACRO answered(requests, middle, millis) AS
  CAST(floor(requests / (1 + pow(middle / millis, 2.2))) AS BIGINT);

CREATE TEMP TABLE tells AS
SELECT system, id AS source_id, CAST(id AS BIGINT) << 48 AS base FROM source;

-- Each service is an Argo application, an entity that is watched, a service of those on call, and a check.
CREATE TEMP TABLE running AS
SELECT w.i - 1 AS n, w.id AS service_id, a.source_id AS argo_id, a.base + hashed(w.i, 61) AS application_id,
       m.base + hashed(w.i, 62) AS entity_id, p.source_id AS call_id, p.base + hashed(w.i, 63) AS called_id,
       c.source_id AS uptime_id, c.base + hashed(w.i, 64) AS check_id,
       lower(to_base(hashed(w.i, 62), 36)) AS entity_key,
       m.base | (hashed(w.i, 62) & 268435455) AS sample_base,
       100 + pick(w.i, 65, 1900) AS load, 20.0 + pick(w.i, 66, 200) AS middle
FROM what w
JOIN tells a ON a.system = 'argocd'
JOIN tells m ON m.system = 'newrelic'
JOIN tells p ON p.system = 'pagerduty'
JOIN tells c ON c.system = 'freshping'
WHERE w.i <= {services}
ORDER BY w.i;

INSERT INTO project BY NAME
SELECT k.id, k.source_id, 's' || (r.n + 1) AS path, 's' || (r.n + 1) AS name, r.service_id,
       FALSE AS deleted
FROM running r
CROSS JOIN LATERAL (VALUES
  (r.argo_id, r.application_id), (r.call_id, r.called_id), (r.uptime_id, r.check_id),
  ((SELECT source_id FROM tells WHERE system = 'newrelic'), r.entity_id)) k(source_id, id);

-- How each one ended is drawn by luck.
CREATE TEMP TABLE brought AS
SELECT x.*, r.service_id, r.argo_id, r.application_id, x.base + hashed(x.i, 67) AS id,
       seconds_after(x.started_at, 180 + pick(x.i, 68, 1500)) AS ended_at,
       CASE WHEN x.luck < 0.03 THEN 'failed' WHEN x.luck < 0.05 THEN 'aborted'
            WHEN x.luck >= 0.98 THEN 'superseded' ELSE 'succeeded' END AS status,
       x.kind <> 'config' AND x.luck < 0.1 AS failed
FROM (
  SELECT g.range AS i, pick(g.range, 69, {services}) AS n, t.base,
         TIMESTAMP '{now}' - INTERVAL 30 MINUTE
           - to_seconds(CAST(({count} - g.range) * (1095.0 * 86400 / {count}) AS BIGINT)) AS started_at,
         CASE WHEN share(g.range, 70) < 0.92 THEN 'change' WHEN share(g.range, 70) < 0.96 THEN 'rollback'
              ELSE 'config' END AS kind,
         share(g.range, 71) AS luck, share(g.range, 72) < 0.25 AS canary
  FROM range({count}) g JOIN tells t ON t.system = 'argocd'
) x
JOIN running r ON r.n = x.n
ORDER BY x.i;

-- A merge request comes with the next change of its service.
CREATE TEMP TABLE carried AS
SELECT b.id AS deployment_id, b.i, m.service_id, m.id AS merge_request_id, m.project_id, 'sha' AS via,
       m.started_at, b.ended_at AS deployed_at, m.author_class, TRUE AS counts
FROM (SELECT * FROM merge_request WHERE in_scope AND merged_at IS NOT NULL) m
ASOF JOIN (SELECT * FROM brought WHERE kind = 'change' AND status = 'succeeded') b
  ON b.service_id = m.service_id AND m.merged_at <= b.started_at;

CREATE TEMP TABLE told AS
SELECT f.i, p.source_id, p.base + hashed(f.i, 75) AS id, r.service_id, r.call_id, r.called_id, r.check_id,
       r.uptime_id, f.triggered_at, seconds_after(f.triggered_at, -ln(share(f.i, 76)) * 300) AS acknowledged_at,
       past(seconds_after(f.triggered_at, 300 - ln(share(f.i, 77)) * 5400)) AS resolved_at,
       1 + pick(f.i, 78, 4) AS severity, 1 + pick(f.i, 79, 2) AS tellings
FROM (
  SELECT g.range AS i,
         TIMESTAMP '{now}' - INTERVAL 20 MINUTE
           - to_seconds(CAST(({incidents} - g.range) * (1095.0 * 86400 / {incidents}) AS BIGINT)) AS triggered_at
  FROM range({incidents}) g
) f
JOIN running r ON r.n = pick(f.i, 80, {services})
JOIN tells p ON p.system = 'pagerduty'
ORDER BY f.i;

-- Four of ten are put down to the last deployment before them, where it is not older than a day.
CREATE TEMP TABLE blamed AS
SELECT b.id AS deployment_id, t.service_id, t.id AS incident_id, 'latest' AS why
FROM (SELECT * FROM told WHERE share(i, 81) < 0.4) t
ASOF JOIN (SELECT * FROM brought WHERE status = 'succeeded') b
  ON b.service_id = t.service_id AND t.triggered_at >= b.ended_at
WHERE b.ended_at > t.triggered_at - INTERVAL 1 DAY;

INSERT INTO production_deployment BY NAME
SELECT b.id, b.argo_id AS source_id, b.application_id AS project_id, b.service_id,
       'production' AS environment, 'argocd' AS via, b.kind, b.status,
       'registry.invalid/bench/s' || (b.n + 1) AS artifact, '1.' || b.i AS version,
       md5(CAST(b.id AS TEXT)) || 'dddddddd' AS sha, md5('git' || b.i) || 'eeeeeeee' AS gitops_sha,
       CASE WHEN share(b.i, 82) < 0.9 THEN o.base + hashed(b.i, 83) END AS gitops_change_id,
       1 + pick(b.i, 84, 2) AS places, CASE WHEN b.canary THEN 'canary' ELSE 'none' END AS strategy,
       b.canary AND share(b.i, 85) < 0.5 AS analysed,
       CASE WHEN share(b.i, 86) < 0.8 THEN 'bot' ELSE 'person' END AS made_by,
       share(b.i, 87) < 0.2 AS by_hand, b.started_at,
       CASE WHEN b.status = 'succeeded' THEN b.ended_at END AS healthy_at, b.ended_at,
       CASE WHEN b.status = 'succeeded' THEN lead(b.ended_at) OVER (PARTITION BY b.n ORDER BY b.i) END
         AS ends_at,
       CASE WHEN b.canary THEN 60.0 * pick(b.i, 88, 20) ELSE 0 END AS paused_seconds, b.failed,
       CASE WHEN NOT b.failed THEN NULL WHEN b.status <> 'succeeded' THEN b.status
            WHEN share(b.i, 89) < 0.5 THEN 'incident' ELSE 'hotfix' END AS failed_by,
       b.ended_at + INTERVAL 1 DAY AS settled_at, b.ended_at + INTERVAL 7 DAY AS final_at,
       CASE WHEN b.failed THEN b.ended_at + INTERVAL 4 MINUTE END AS detected_at,
       CASE WHEN b.failed THEN past(seconds_after(b.ended_at, 240 - ln(share(b.i, 90)) * 4000)) END
         AS restored_at,
       share(b.i, 91) < 0.04 AS is_rework, coalesce(c.changes, 0) AS changes,
       coalesce(x.incidents, 0) AS incidents, 's' || (b.n + 1) || ' 1.' || b.i AS title,
       'https://argocd.invalid/applications/s' || (b.n + 1) AS web_url, 0 AS sequence
FROM brought b
CROSS JOIN origin o
LEFT JOIN (
  SELECT deployment_id, CAST(count(*) AS INTEGER) AS changes FROM carried GROUP BY deployment_id
) c ON c.deployment_id = b.id
LEFT JOIN (
  SELECT deployment_id, CAST(count(*) AS INTEGER) AS incidents FROM blamed GROUP BY deployment_id
) x ON x.deployment_id = b.id
ORDER BY b.i;

INSERT INTO production_deployment_part BY NAME
SELECT b.id AS deployment_id, b.service_id, b.id + k.range AS part_id, b.application_id AS project_id,
       CASE k.range WHEN 0 THEN 'eu' ELSE 'us' END AS cluster, b.status, b.started_at, b.ended_at,
       'https://argocd.invalid/applications/s' || (b.n + 1) AS web_url
FROM brought b CROSS JOIN range(2) k
WHERE k.range <= pick(b.i, 84, 2)
ORDER BY b.i, k.range;

INSERT INTO production_change BY NAME
SELECT * EXCLUDE (i) FROM carried ORDER BY i, merge_request_id;

INSERT INTO deployment_incident BY NAME
SELECT * FROM blamed ORDER BY incident_id;

INSERT INTO production_incident BY NAME
SELECT t.id, t.source_id, t.called_id AS project_id, t.service_id, 'INC-' || t.i AS number,
       'Something of a service did not answer, number ' || t.i AS title,
       'https://pagerduty.invalid/incidents/' || t.i AS web_url,
       CASE WHEN share(t.i, 92) < 0.7 THEN 'monitoring' WHEN share(t.i, 92) < 0.9 THEN 'customer'
            ELSE 'person' END AS origin,
       t.severity, t.triggered_at, t.acknowledged_at, t.resolved_at,
       CASE WHEN share(t.i, 93) < 0.3 THEN 'change' WHEN share(t.i, 93) < 0.5 THEN 'infrastructure' END
         AS cause,
       share(t.i, 94) < 0.97 AS counted, share(t.i, 94) < 0.9 AS timed, t.tellings, 0 AS sequence
FROM told t
ORDER BY t.i;

INSERT INTO production_incident_part BY NAME
SELECT t.id AS incident_id, k.part_id, k.kind, k.source_id, k.project_id, k.why, t.triggered_at,
       t.resolved_at
FROM told t
CROSS JOIN LATERAL (VALUES
  (1, t.id, 'incident', t.source_id, t.called_id, 'first'),
  (2, t.check_id, 'check', t.uptime_id, t.check_id, 'same_time')) k(n, part_id, kind, source_id, project_id, why)
WHERE k.n <= t.tellings
ORDER BY t.i, k.n;

INSERT INTO incident_call BY NAME
SELECT t.id AS incident_id, t.service_id, w.id AS person_id, t.triggered_at AS "at",
       CASE pick(t.i, 95, 3) WHEN 0 THEN 'business' WHEN 1 THEN 'off' ELSE 'sleep' END AS hours
FROM told t JOIN who w ON w.i = 1 + pick(t.i, 96, 990)
WHERE t.severity <= 2
ORDER BY t.i;

INSERT INTO fact_incident BY NAME
SELECT t.id, t.called_id AS project_id, 'INC-' || t.i AS number,
       'Something of a service did not answer, number ' || t.i AS title, 'monitoring' AS origin,
       CASE WHEN t.resolved_at IS NULL THEN 'acknowledged' ELSE 'resolved' END AS status,
       t.severity, t.triggered_at, t.acknowledged_at, t.resolved_at,
       'https://pagerduty.invalid/incidents/' || t.i AS web_url, t.triggered_at AS version_at,
       0 AS sequence
FROM told t
ORDER BY t.i;

INSERT INTO fact_incident_event BY NAME
SELECT t.id AS incident_id, k.kind || ':' || t.i AS key, k.kind, k."at", 'incidents' AS feed,
       t.triggered_at AS taken_at, 0 AS sequence
FROM told t
CROSS JOIN LATERAL (VALUES
  ('triggered', t.triggered_at), ('notified', t.triggered_at), ('acknowledged', t.acknowledged_at),
  ('resolved', t.resolved_at)) k(kind, "at")
WHERE k."at" IS NOT NULL
ORDER BY t.i;

-- Every week each check finds its service down for ten minutes.
INSERT INTO check_span BY NAME
SELECT r.check_id, r.service_id, k.state, k.starts_at, k.ends_at
FROM (SELECT TIMESTAMP '{now}' - to_days(CAST(7 * (156 - range) AS INTEGER)) AS begins FROM range(156)) w
CROSS JOIN running r
CROSS JOIN LATERAL (VALUES
  ('up', w.begins, w.begins + INTERVAL 7 DAY - INTERVAL 10 MINUTE),
  ('down', w.begins + INTERVAL 7 DAY - INTERVAL 10 MINUTE, w.begins + INTERVAL 7 DAY)) k(state, starts_at, ends_at)
ORDER BY k.starts_at, r.n;

INSERT INTO fact_gitops_change BY NAME
SELECT o.base + hashed(b.i, 83) AS id, o.base + 1 AS project_id, md5('git' || b.i) || 'eeeeeeee' AS sha,
       'apps/s' || (b.n + 1) || '/values.yaml' AS path, 'registry.invalid/bench/s' || (b.n + 1) AS image,
       '1.' || (b.i - 1) AS from_version, '1.' || b.i AS to_version,
       b.started_at - INTERVAL 2 MINUTE AS committed_at, b.started_at AS version_at, 0 AS sequence
FROM brought b CROSS JOIN origin o
WHERE share(b.i, 82) < 0.9
ORDER BY b.i;

INSERT INTO fact_rollout BY NAME
SELECT b.base + hashed(b.i, 97) AS id, b.application_id AS project_id, 's' || (b.n + 1) AS name,
       'canary' AS strategy, 4 AS steps, b.started_at, b.ended_at AS completed_at,
       b.ended_at AS version_at, 0 AS sequence
FROM brought b
WHERE b.canary
ORDER BY b.i;

INSERT INTO fact_analysis_run BY NAME
SELECT b.base + hashed(b.i, 97) AS rollout_id, 'run-1' AS key, 'Successful' AS phase, 1 AS step,
       b.started_at, b.ended_at AS finished_at, 'error-rate 0.3' AS metrics, 'rollouts' AS feed,
       b.ended_at AS taken_at, 0 AS sequence
FROM brought b
WHERE b.canary AND share(b.i, 85) < 0.5
ORDER BY b.i;

INSERT INTO shipped BY NAME
SELECT b.id, 'service' AS kind, b.application_id AS project_id, b.service_id,
       md5(CAST(b.id AS TEXT)) || 'dddddddd' AS sha, b.ended_at AS arrived_at, 2 AS required, 2 AS executed,
       0 AS failed, 0 AS waived, 0 AS missing, '1.' || b.i AS title, 0 AS sequence
FROM brought b
WHERE b.status = 'succeeded'
ORDER BY b.i;

INSERT INTO shipped_gate BY NAME
SELECT b.id AS shipped_id, b.service_id, k.gate, k.place, k.gate AS title, 'passed' AS verdict
FROM brought b CROSS JOIN (VALUES ('unit', 1), ('container', 2)) k(gate, place)
WHERE b.status = 'succeeded'
ORDER BY b.i, k.place;

INSERT INTO gitops_span BY NAME
SELECT r.application_id AS project_id, r.service_id, TRUE AS automated, TRUE AS self_heal,
       'Synced' AS sync_status, 'Healthy' AS health_status, 'canary' AS strategy, FALSE AS analysed,
       TIMESTAMP '{now}' - INTERVAL 1095 DAY AS valid_from, TIMESTAMP '9999-01-01' AS valid_to
FROM running r
ORDER BY r.n;

INSERT INTO gitops_service BY NAME
SELECT r.service_id, r.application_id AS project_id, TRUE AS through_git, TRUE AS progressive,
       FALSE AS analysed, TIMESTAMP '{now}' - INTERVAL 1095 DAY AS valid_from,
       TIMESTAMP '9999-01-01' AS valid_to
FROM running r
ORDER BY r.n;
