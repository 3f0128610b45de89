-- What single systems tell of outages: incidents, requests of customers that tell of something that
-- does not work, and the times in which a check found something down.

DROP TABLE IF EXISTS pi_touched;

CREATE TEMP TABLE pi_touched AS
SELECT t.id FROM touched_incident t
UNION
SELECT f.id FROM fact_incident f JOIN touched_project t ON t.id = f.project_id
UNION
SELECT e.incident_id FROM fact_incident_event e JOIN touched_account t ON t.id = e.account_id
UNION
SELECT t.id FROM touched_reported t
UNION
SELECT i.part_id FROM incident_telling i JOIN touched_check_span t ON t.id = i.project_id
WHERE i.kind = 'check';

-- Whatever is told together with them, as it was before: what began at nearly the same time of the
-- same service. Grows below, and by incident_scope.
DROP TABLE IF EXISTS pi_scope;

CREATE TEMP TABLE pi_scope AS
SELECT t.id AS part_id FROM pi_touched t
UNION
SELECT c.subject_id FROM fact_correction c JOIN touched_correction t ON t.id = c.id
WHERE c.subject = 'incident' AND c.subject_id IS NOT NULL
UNION
SELECT c.other_id FROM fact_correction c JOIN touched_correction t ON t.id = c.id
WHERE c.subject = 'incident' AND c.other_id IS NOT NULL
UNION
SELECT i.part_id
FROM incident_telling i
JOIN (SELECT DISTINCT s.service_id, s.pane + n.step AS pane
      FROM incident_telling s
      JOIN pi_touched t ON t.id = s.part_id
      CROSS JOIN (VALUES (-1), (0), (1)) n(step)) v
  ON v.service_id = i.service_id AND v.pane = i.pane;

DELETE FROM incident_telling USING pi_touched t WHERE incident_telling.part_id = t.id;

INSERT INTO incident_telling (
  part_id, kind, source_id, project_id, service_id, board_id, only_once, number, title, web_url,
  origin, severity, triggered_at, acknowledged_at, resolved_at, merged_into_id, dedup_key, cause,
  cause_sha, cause_deployment, gate, machine, is_test, pane, sequence)
SELECT f.id, 'incident', CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id,
       CAST(NULL AS BIGINT), f.id >> 48, f.number, f.title, f.web_url,
       coalesce(f.origin, 'monitoring'), f.severity, f.triggered_at, f.acknowledged_at,
       f.resolved_at, f.merged_into_id, nullif(f.dedup_key, ''), f.cause, f.cause_sha,
       f.cause_deployment, f.gate, coalesce(f.auto_resolved, FALSE),
       p.service_id IS NULL
         AND coalesce(
           lower(coalesce(p.name, '') || ' ' || coalesce(p.path, ''))
             ~ '(^|[-_/ .])(test|tests|testing|sandbox|dummy)([-_/ .]|$)', FALSE),
       CAST(floor(extract(epoch FROM f.triggered_at) / (60.0 * greatest(
         (SELECT d.join_minutes FROM derive_setting d), 1))) AS BIGINT),
       f.sequence
FROM fact_incident f
JOIN pi_touched t ON t.id = f.id
LEFT JOIN project p ON p.id = f.project_id;

-- A ticket is a service's when one of its components is called like that, by id or name.
INSERT INTO incident_telling (
  part_id, kind, source_id, project_id, service_id, board_id, only_once, number, title, web_url,
  origin, severity, triggered_at, acknowledged_at, resolved_at, merged_into_id, dedup_key, cause,
  cause_sha, cause_deployment, gate, machine, is_test, pane, sequence)
WITH reported AS (
  SELECT k.id, k.source_id, k.board_id, k.key, k.title, k.web_url, k.created_at, k.started_at,
         k.done_at, k.sequence, lower(f.priority) AS priority, lower(f.components) AS components,
         lower(f.labels) AS labels
  FROM customer_incident c
  JOIN pi_touched t ON t.id = c.ticket_id
  JOIN ticket k ON k.id = c.ticket_id
  JOIN fact_ticket f ON f.id = c.ticket_id
),
label AS (
  SELECT r.id, unnest(string_to_array(r.labels, ',')) AS label FROM reported r
  WHERE r.labels IS NOT NULL
),
said AS (
  SELECT l.id, substr(n.purpose, 1, 5) AS word,
         CASE WHEN n.purpose LIKE 'cause!_%' ESCAPE '!' THEN substr(n.purpose, 7)
              ELSE substr(n.purpose, 9) END AS value
  FROM label l
  JOIN name_pattern n ON l.label LIKE n.pattern ESCAPE '!'
  WHERE n.purpose LIKE 'cause!_%' ESCAPE '!' OR n.purpose LIKE 'escaped!_%' ESCAPE '!'
  UNION ALL
  SELECT l.id, 'escap', substr(l.label, 9) FROM label l
  WHERE (l.label LIKE 'escaped:%' OR l.label LIKE 'escaped-%') AND length(l.label) > 8
)
SELECT r.id, 'ticket', r.source_id, CAST(NULL AS BIGINT),
       (SELECT min(v.id) FROM service v
        WHERE strpos(r.components, ',' || lower(v.key) || ',') > 0
           OR strpos(r.components, ',' || lower(v.name) || ',') > 0),
       r.board_id, r.id >> 48, r.key, r.title, r.web_url, 'customer',
       CASE WHEN r.priority IN ('highest', 'blocker', 'critical', 'urgent', 'p1', 'sev-1', 'sev1')
              THEN 1
            WHEN r.priority IN ('high', 'p2', 'sev-2', 'sev2', 'major') THEN 2
            WHEN r.priority IN ('medium', 'normal', 'p3', 'sev-3', 'sev3') THEN 3
            WHEN r.priority IN ('low', 'minor', 'p4', 'sev-4', 'sev4') THEN 4
            WHEN r.priority IN ('lowest', 'trivial', 'p5', 'sev-5', 'sev5') THEN 5 END,
       r.created_at, r.started_at, r.done_at, CAST(NULL AS BIGINT), CAST(NULL AS TEXT),
       (SELECT min(s.value) FROM said s WHERE s.id = r.id AND s.word = 'cause'),
       CAST(NULL AS TEXT), CAST(NULL AS TEXT),
       (SELECT min(s.value) FROM said s WHERE s.id = r.id AND s.word = 'escap'),
       FALSE, FALSE,
       CAST(floor(extract(epoch FROM r.created_at) / (60.0 * greatest(
         (SELECT d.join_minutes FROM derive_setting d), 1))) AS BIGINT),
       r.sequence
FROM reported r;

-- The number of what a check tells is different for each check and second: both times are multiplied by
-- numbers that have no factor in common with the prime by which the sum is divided.
INSERT INTO incident_telling (
  part_id, kind, source_id, project_id, service_id, board_id, only_once, number, title, web_url,
  origin, severity, triggered_at, acknowledged_at, resolved_at, merged_into_id, dedup_key, cause,
  cause_sha, cause_deployment, gate, machine, is_test, pane, sequence)
SELECT (c.check_id >> 48) * 281474976710656
         + mod(
             mod((c.check_id - (c.check_id >> 48) * 281474976710656) * 32749, 281474976710597)
               + CAST(floor(extract(epoch FROM c.starts_at)) AS BIGINT) * 65537,
             281474976710597),
       'check', CAST(c.check_id >> 48 AS INTEGER), c.check_id, c.service_id,
       CAST(NULL AS BIGINT), c.check_id, CAST(NULL AS TEXT),
       coalesce(p.name, p.path, 'A check') || ' is down', p.web_url, 'monitoring',
       CAST(NULL AS INTEGER), c.starts_at, CAST(NULL AS TIMESTAMP),
       CASE WHEN c.ends_at < TIMESTAMP '9999-01-01 00:00:00' THEN c.ends_at END,
       CAST(NULL AS BIGINT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
       CAST(NULL AS TEXT), CAST(NULL AS TEXT), TRUE, FALSE,
       CAST(floor(extract(epoch FROM c.starts_at) / (60.0 * greatest(
         (SELECT d.join_minutes FROM derive_setting d), 1))) AS BIGINT),
       CAST(NULL AS BIGINT)
FROM check_span c
JOIN (SELECT DISTINCT id FROM touched_check_span) t ON t.id = c.check_id
LEFT JOIN project p ON p.id = c.check_id
WHERE c.state = 'down';

INSERT INTO pi_touched
SELECT i.part_id FROM incident_telling i JOIN touched_check_span t ON t.id = i.project_id
WHERE i.kind = 'check';

INSERT INTO pi_scope
SELECT t.id FROM pi_touched t
UNION
SELECT i.part_id
FROM incident_telling i
JOIN (SELECT DISTINCT s.service_id, s.pane + n.step AS pane
      FROM incident_telling s
      JOIN pi_touched t ON t.id = s.part_id
      CROSS JOIN (VALUES (-1), (0), (1)) n(step)) v
  ON v.service_id = i.service_id AND v.pane = i.pane;
