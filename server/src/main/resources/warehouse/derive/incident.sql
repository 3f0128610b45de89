-- Outages of production, each once. The one that told first stands for all: an incident or a ticket
-- before a check, which has no page of its own, and before what was merged into another one.

DROP TABLE IF EXISTS pi_part;

CREATE TEMP TABLE pi_part AS
SELECT i.part_id, i.kind, i.source_id, i.project_id, i.service_id, i.board_id, i.number, i.title,
       i.web_url, i.origin, i.severity, i.triggered_at, i.acknowledged_at, i.resolved_at,
       i.merged_into_id IS NOT NULL AS merged, i.cause, i.cause_sha, i.cause_deployment, i.gate,
       i.machine, i.is_test, i.sequence, r.root_id, r.why,
       row_number() OVER (
         PARTITION BY r.root_id
         ORDER BY CASE WHEN i.merged_into_id IS NULL THEN 0 ELSE 1 END NULLS LAST,
           CASE WHEN i.kind = 'check' THEN 1 ELSE 0 END NULLS LAST,
           i.triggered_at NULLS LAST, i.part_id NULLS LAST) AS turn
FROM incident_telling i
JOIN pi_root r ON r.part_id = i.part_id;

-- What people say of a cause or a gate, about any of the tellings; the newest word wins.
DROP TABLE IF EXISTS pi_said;

CREATE TEMP TABLE pi_said AS
WITH said AS (
  SELECT p.root_id, c.id, c."at", c.value,
         CASE WHEN c.word = 'withdrawn' THEN c.value ELSE c.word END AS word,
         c.word <> 'withdrawn' AS stands, c.subject_id
  FROM fact_correction c
  JOIN pi_part p ON p.part_id = c.subject_id
  WHERE c.subject = 'incident' AND c."at" IS NOT NULL
    AND (c.word IN ('cause', 'gate')
      OR (c.word = 'withdrawn' AND c.value IN ('cause', 'gate')))
),
newest AS (
  SELECT s.root_id, s.word, s.value, s.stands,
         row_number() OVER (
           PARTITION BY s.root_id, s.word
           ORDER BY s."at" DESC NULLS LAST, s.id DESC NULLS LAST) AS turn
  FROM said s
)
SELECT n.root_id, n.word, n.value FROM newest n WHERE n.turn = 1 AND n.stands;

DROP TABLE IF EXISTS pi_gone;

CREATE TEMP TABLE pi_gone AS
SELECT DISTINCT o.incident_id
FROM production_incident_part o
JOIN (SELECT DISTINCT s.part_id FROM pi_scope s) s ON s.part_id = o.part_id;

DROP TABLE IF EXISTS pi_before;

CREATE TEMP TABLE pi_before AS
SELECT i.* FROM production_incident i JOIN pi_gone g ON g.incident_id = i.id;

DELETE FROM production_incident USING pi_gone g WHERE production_incident.id = g.incident_id;

DELETE FROM production_incident_part USING pi_gone g
WHERE production_incident_part.incident_id = g.incident_id;

-- It began when the first told so, somebody took it up when the first did, and it ended when the last
-- said so. When somebody closed a ticket says little about that, so it counts only where nothing else
-- tells; what was merged was ended by that.
INSERT INTO production_incident (
  id, source_id, project_id, service_id, board_id, number, title, web_url, origin, severity,
  triggered_at, acknowledged_at, resolved_at, cause, cause_sha, cause_deployment, gate, counted,
  timed, tellings, sequence)
WITH whole AS (
  SELECT p.root_id,
         min(p.severity) AS severity,
         min(p.triggered_at) AS triggered_at,
         min(p.acknowledged_at) AS acknowledged_at,
         count(*) FILTER (WHERE p.kind <> 'ticket' AND NOT p.merged) AS ending,
         count(*) FILTER (
           WHERE p.kind <> 'ticket' AND NOT p.merged AND p.resolved_at IS NULL) AS open_ending,
         max(p.resolved_at) FILTER (WHERE p.kind <> 'ticket') AS ended_at,
         count(*) FILTER (WHERE p.resolved_at IS NULL) AS open_parts,
         max(p.resolved_at) AS closed_at,
         bool_or(NOT p.merged AND NOT p.is_test) AS counted,
         bool_and(p.machine) AS machine,
         CAST(count(*) AS INTEGER) AS tellings
  FROM pi_part p
  GROUP BY p.root_id
),
ended AS (
  SELECT w.root_id, w.severity, w.triggered_at, w.acknowledged_at, w.counted, w.machine,
         w.tellings,
         CASE WHEN w.ending > 0 THEN CASE WHEN w.open_ending = 0 THEN w.ended_at END
              WHEN w.open_parts = 0 THEN w.closed_at END AS resolved_at
  FROM whole w
),
first_known AS (
  SELECT p.root_id, p.turn,
         first_value(p.service_id) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.service_id IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS service_id,
         first_value(p.board_id) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.board_id IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS board_id,
         first_value(p.cause) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.cause IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS cause,
         first_value(p.cause_sha) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.cause_sha IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS cause_sha,
         first_value(p.cause_deployment) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.cause_deployment IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS cause_deployment,
         first_value(p.gate) OVER (
           PARTITION BY p.root_id
           ORDER BY CASE WHEN p.gate IS NULL THEN 1 ELSE 0 END NULLS LAST,
             p.turn NULLS LAST) AS gate
  FROM pi_part p
)
SELECT p.part_id, p.source_id, p.project_id, k.service_id, k.board_id, p.number, p.title,
       p.web_url, p.origin, e.severity, e.triggered_at, e.acknowledged_at, e.resolved_at,
       coalesce(c.value, k.cause), k.cause_sha, k.cause_deployment, coalesce(g.value, k.gate),
       e.counted,
       e.counted AND e.triggered_at IS NOT NULL
         AND NOT (e.machine AND e.resolved_at IS NOT NULL
           AND extract(epoch FROM (e.resolved_at - e.triggered_at))
             < (SELECT d.brief_seconds FROM derive_setting d)),
       e.tellings, p.sequence
FROM pi_part p
JOIN ended e ON e.root_id = p.root_id
JOIN first_known k ON k.root_id = p.root_id AND k.turn = 1
LEFT JOIN pi_said c ON c.root_id = p.root_id AND c.word = 'cause'
  AND c.value IN ('change', 'infrastructure', 'third_party', 'other')
LEFT JOIN pi_said g ON g.root_id = p.root_id AND g.word = 'gate'
WHERE p.turn = 1;

INSERT INTO production_incident_part (
  incident_id, part_id, kind, source_id, project_id, why, triggered_at, resolved_at)
SELECT f.part_id, p.part_id, p.kind, p.source_id, p.project_id,
       CASE WHEN p.turn = 1 THEN 'first' ELSE p.why END, p.triggered_at, p.resolved_at
FROM pi_part p
JOIN pi_part f ON f.root_id = p.root_id AND f.turn = 1;

-- Whose deployments may have another cause of failure now, and whose numbers moved.
DROP TABLE IF EXISTS pi_changed;

CREATE TEMP TABLE pi_changed AS
WITH now AS (
  SELECT i.* FROM production_incident i JOIN pi_part p ON p.part_id = i.id AND p.turn = 1
)
SELECT x.id, x.service_id, x.board_id FROM (SELECT * FROM pi_before EXCEPT SELECT * FROM now) x
UNION
SELECT y.id, y.service_id, y.board_id FROM (SELECT * FROM now EXCEPT SELECT * FROM pi_before) y;

INSERT INTO touched_production
SELECT DISTINCT c.service_id FROM pi_changed c WHERE c.service_id IS NOT NULL;
