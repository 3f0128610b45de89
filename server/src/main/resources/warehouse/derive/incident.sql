-- Outages of production, each once, from the incidents that systems tell of. What was merged into
-- another one is told by that.

DROP TABLE IF EXISTS pi_touched;

CREATE TEMP TABLE pi_touched AS
SELECT t.id FROM touched_incident t
UNION
SELECT f.id FROM fact_incident f JOIN touched_project t ON t.id = f.project_id;

-- Whose deployments may have another cause of failure now: as it was, and as it becomes below.
INSERT INTO touched_production
SELECT DISTINCT i.service_id
FROM production_incident i JOIN pi_touched t ON t.id = i.id
WHERE i.service_id IS NOT NULL;

DELETE FROM production_incident USING pi_touched t WHERE production_incident.id = t.id;

DELETE FROM production_incident_part USING pi_touched t
WHERE production_incident_part.part_id = t.id;

INSERT INTO production_incident (
  id, source_id, project_id, service_id, board_id, number, title, web_url, origin, severity,
  triggered_at, acknowledged_at, resolved_at, cause, cause_sha, cause_deployment, gate, counted,
  timed, tellings, sequence)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id, CAST(NULL AS BIGINT),
       f.number, f.title, f.web_url, coalesce(f.origin, 'monitoring'), f.severity, f.triggered_at,
       f.acknowledged_at, f.resolved_at, f.cause, f.cause_sha, f.cause_deployment, f.gate,
       TRUE,
       f.triggered_at IS NOT NULL
         AND NOT (coalesce(f.auto_resolved, FALSE) AND f.resolved_at IS NOT NULL
           AND extract(epoch FROM (f.resolved_at - f.triggered_at))
             < (SELECT s.brief_seconds FROM derive_setting s)),
       1, f.sequence
FROM fact_incident f
JOIN pi_touched t ON t.id = f.id
LEFT JOIN project p ON p.id = f.project_id
WHERE f.merged_into_id IS NULL;

INSERT INTO production_incident_part (
  incident_id, part_id, kind, source_id, project_id, why, triggered_at, resolved_at)
SELECT i.id, i.id, 'incident', i.source_id, i.project_id, 'first', i.triggered_at, i.resolved_at
FROM production_incident i
JOIN pi_touched t ON t.id = i.id;

INSERT INTO touched_production
SELECT DISTINCT i.service_id
FROM production_incident i JOIN pi_touched t ON t.id = i.id
WHERE i.service_id IS NOT NULL;
