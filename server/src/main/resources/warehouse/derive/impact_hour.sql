-- The half hours around the touched deployments, and the hours of samples that they lie in.

DROP TABLE IF EXISTS im_half;

CREATE TEMP TABLE im_half AS
SELECT d.id, d.project_id, d.service_id, d.started_at, coalesce(d.healthy_at, d.ended_at) AS served_at,
       h.side,
       CASE WHEN h.side = 'before' THEN d.started_at - INTERVAL '30 minutes'
            ELSE coalesce(d.healthy_at, d.ended_at) END AS from_at,
       CASE WHEN h.side = 'before' THEN d.started_at
            ELSE coalesce(d.healthy_at, d.ended_at) + INTERVAL '30 minutes' END AS to_at
FROM production_deployment d
JOIN (SELECT DISTINCT id FROM touched_impact) t ON t.id = d.id
CROSS JOIN (SELECT 'before' AS side UNION ALL SELECT 'after') h;

DROP TABLE IF EXISTS im_place;

CREATE TEMP TABLE im_place AS
SELECT DISTINCT w.id, w.side, w.from_at, w.to_at, h.sample_hour_id, h.project_id, h.environment
FROM (
  SELECT a.*, date_trunc('hour', a.from_at) AS hour FROM im_half a
  UNION
  SELECT a.*, date_trunc('hour', a.to_at) FROM im_half a
) w
JOIN service_hour h ON h.service_id = w.service_id AND h.hour = w.hour AND h.is_production;

DELETE FROM touched_impact_hour;

INSERT INTO touched_impact_hour SELECT DISTINCT sample_hour_id FROM im_place;
