-- What else came to a service, or to one that it calls, around each of its deployments. In the order in which
-- they began, one of those before is in the way when it was still under way, and only the next one after can be.

DROP TABLE IF EXISTS im_service;

CREATE TEMP TABLE im_service AS
SELECT id FROM touched_production
UNION
SELECT u.service_id FROM service_upstream u JOIN touched_production t ON t.id = u.upstream_id
UNION
SELECT i.service_id FROM deployment_impact i JOIN touched_impact t ON t.id = i.deployment_id;

DROP TABLE IF EXISTS im_confounded;

CREATE TEMP TABLE im_confounded AS
WITH told AS (
  SELECT s.id AS service_id, d.id, TRUE AS own, d.started_at,
         coalesce(d.healthy_at, d.ended_at, d.started_at) AS until_at
  FROM production_deployment d JOIN im_service s ON s.id = d.service_id
  WHERE d.started_at IS NOT NULL
  UNION ALL
  SELECT s.id, d.id, FALSE, d.started_at, coalesce(d.healthy_at, d.ended_at, d.started_at)
  FROM im_service s
  JOIN service_upstream u ON u.service_id = s.id AND u.upstream_id <> s.id
  JOIN production_deployment d ON d.service_id = u.upstream_id
  WHERE d.started_at IS NOT NULL
), beside AS (
  SELECT t.service_id, t.id, t.own,
         max(t.until_at) OVER (PARTITION BY t.service_id ORDER BY t.started_at, t.id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_until,
         lead(t.started_at) OVER (PARTITION BY t.service_id ORDER BY t.started_at, t.id) AS next_at
  FROM told t
), overlap AS (
  SELECT i.deployment_id AS id,
         coalesce(b.before_until >= i.started_at - INTERVAL '30 minutes', FALSE)
           OR coalesce(b.next_at < i.settled_at, FALSE) AS overlapped,
         coalesce(
           abs(i.after_requests * CAST(i.before_seconds AS DOUBLE PRECISION)
                 / CAST(nullif(CAST(i.before_requests AS DOUBLE PRECISION) * i.after_seconds, 0) AS DOUBLE PRECISION)
               - 1) > 0.5,
           FALSE) AS other_traffic
  FROM deployment_impact i
  JOIN beside b ON b.id = i.deployment_id AND b.service_id = i.service_id AND b.own
)
SELECT o.id, o.overlapped, o.overlapped OR o.other_traffic AS confounded FROM overlap o;

UPDATE deployment_impact SET overlapped = c.overlapped, confounded = c.confounded
FROM im_confounded c
WHERE deployment_impact.deployment_id = c.id
  AND (deployment_impact.overlapped <> c.overlapped OR deployment_impact.confounded <> c.confounded);
