-- Deployments around which something else may have been measured than before: those that are new or moved,
-- those of which a half hour lies in a touched hour, and those of services of which other projects tell now.

DROP TABLE IF EXISTS im_moved;

CREATE TEMP TABLE im_moved AS
SELECT t.id AS project_id, w.service_id AS was_of, p.service_id AS is_of
FROM (SELECT DISTINCT id FROM touched_project) t
LEFT JOIN project p ON p.id = t.id
LEFT JOIN impact_project w ON w.project_id = t.id
WHERE p.service_id IS DISTINCT FROM w.service_id;

DELETE FROM impact_project USING im_moved m WHERE impact_project.project_id = m.project_id;

INSERT INTO impact_project SELECT project_id, is_of FROM im_moved WHERE is_of IS NOT NULL;

-- The id of an hour of samples holds its source, the hour since 1970 and the last digits of what is measured.
DROP TABLE IF EXISTS im_hour;

CREATE TEMP TABLE im_hour AS
SELECT DISTINCT p.service_id, (t.id >> 28) & 1048575 AS hour
FROM (SELECT DISTINCT id FROM touched_sample_hour) t
JOIN project p ON p.id >> 48 = t.id >> 48 AND p.id & 268435455 = t.id & 268435455
WHERE p.service_id IS NOT NULL;

DELETE FROM deployment_impact USING touched_production t
WHERE deployment_impact.service_id = t.id
  AND NOT EXISTS (
    SELECT 1 FROM production_deployment d
    WHERE d.id = deployment_impact.deployment_id AND d.service_id = deployment_impact.service_id
      AND d.ends_at IS NOT NULL AND d.started_at = deployment_impact.started_at
      AND coalesce(d.healthy_at, d.ended_at) = deployment_impact.served_at);

DELETE FROM touched_impact;

INSERT INTO touched_impact
WITH served AS (
  SELECT d.id, d.service_id, d.started_at, coalesce(d.healthy_at, d.ended_at) AS served_at
  FROM production_deployment d
  WHERE d.ends_at IS NOT NULL AND d.started_at IS NOT NULL AND d.service_id IS NOT NULL
), near AS (
  SELECT s.id, s.service_id, s.started_at - INTERVAL '30 minutes' AS "at"
  FROM served s WHERE s.service_id IN (SELECT service_id FROM im_hour)
  UNION ALL
  SELECT s.id, s.service_id, s.started_at FROM served s WHERE s.service_id IN (SELECT service_id FROM im_hour)
  UNION ALL
  SELECT s.id, s.service_id, s.served_at FROM served s WHERE s.service_id IN (SELECT service_id FROM im_hour)
  UNION ALL
  SELECT s.id, s.service_id, s.served_at + INTERVAL '30 minutes'
  FROM served s WHERE s.service_id IN (SELECT service_id FROM im_hour)
)
SELECT s.id
FROM served s
JOIN (SELECT DISTINCT id FROM touched_production) t ON t.id = s.service_id
LEFT JOIN deployment_impact i ON i.deployment_id = s.id
WHERE i.deployment_id IS NULL
UNION
SELECT s.id
FROM served s
JOIN (SELECT was_of AS id FROM im_moved UNION SELECT is_of FROM im_moved) m ON m.id = s.service_id
UNION
SELECT n.id
FROM near n
JOIN im_hour h ON h.service_id = n.service_id
              AND h.hour = CAST(floor(extract(epoch FROM n."at") / 3600.0) AS BIGINT);
