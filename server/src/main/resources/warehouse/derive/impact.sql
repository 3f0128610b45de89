-- What was measured around the touched deployments. Samples of the same stretch are of several running things:
-- their requests, processors and memory are added up, and of their percentiles the worst is taken.

DROP TABLE IF EXISTS im_side;

CREATE TEMP TABLE im_side AS
WITH stretch AS (
  SELECT p.id, p.side, f.start_at, f.seconds, CAST(sum(f.requests) AS BIGINT) AS requests,
         CAST(sum(f.errors) AS BIGINT) AS errors, max(f.p95) AS p95, sum(f.cpu_used) AS cpu,
         sum(f.memory_used) AS memory
  FROM im_place p
  JOIN fact_service_sample f ON f.sample_hour_id = p.sample_hour_id AND f.project_id = p.project_id
                            AND f.environment = p.environment
  WHERE {impact_hour:f.sample_hour_id} AND f.start_at >= p.from_at AND f.start_at < p.to_at
  GROUP BY p.id, p.side, f.start_at, f.seconds
)
SELECT s.id, s.side,
       CAST(sum(s.requests) AS BIGINT) AS requests,
       CAST(sum(s.seconds) FILTER (WHERE s.requests IS NOT NULL) AS BIGINT) AS seconds,
       CAST(sum(s.requests) FILTER (WHERE s.errors IS NOT NULL) AS BIGINT) AS judged,
       CAST(sum(s.errors) FILTER (WHERE s.requests IS NOT NULL) AS BIGINT) AS errors,
       CAST(count(s.requests) AS INTEGER) AS counted,
       percentile_cont(0.5) WITHIN GROUP (
         ORDER BY s.requests * 60.0 / CAST(nullif(s.seconds, 0) AS DOUBLE PRECISION)) AS rpm,
       CAST(count(s.p95) AS INTEGER) AS timed,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY s.p95) AS p95,
       CAST(count(s.cpu + s.requests) AS INTEGER) AS costed,
       sum(s.cpu * s.seconds) FILTER (WHERE s.requests IS NOT NULL) AS cpu_seconds,
       CAST(sum(s.requests) FILTER (WHERE s.cpu IS NOT NULL) AS BIGINT) AS cpu_requests,
       sum(s.cpu * s.seconds)
         / CAST(nullif(sum(s.seconds) FILTER (WHERE s.cpu IS NOT NULL), 0) AS DOUBLE PRECISION) AS cpu,
       sum(s.memory * s.seconds)
         / CAST(nullif(sum(s.seconds) FILTER (WHERE s.memory IS NOT NULL), 0) AS DOUBLE PRECISION) AS memory
FROM stretch s
GROUP BY s.id, s.side;

DELETE FROM deployment_impact USING touched_impact t WHERE deployment_impact.deployment_id = t.id;

INSERT INTO deployment_impact (
  deployment_id, project_id, service_id, started_at, served_at, settled_at, before_requests, before_seconds,
  before_judged, before_errors, before_counted, before_rpm, before_timed, before_p95, before_costed,
  before_cpu_seconds, before_cpu_requests, before_cpu, before_memory, after_requests, after_seconds,
  after_judged, after_errors, after_counted, after_rpm, after_timed, after_p95, after_costed,
  after_cpu_seconds, after_cpu_requests, after_cpu, after_memory, enough, overlapped, confounded)
SELECT h.id, h.project_id, h.service_id, h.started_at, h.served_at, h.to_at,
       b.requests,
       b.seconds,
       b.judged,
       b.errors,
       coalesce(b.counted, 0),
       b.rpm,
       coalesce(b.timed, 0),
       b.p95,
       coalesce(b.costed, 0),
       b.cpu_seconds,
       b.cpu_requests,
       b.cpu,
       b.memory,
       a.requests,
       a.seconds,
       a.judged,
       a.errors,
       coalesce(a.counted, 0),
       a.rpm,
       coalesce(a.timed, 0),
       a.p95,
       coalesce(a.costed, 0),
       a.cpu_seconds,
       a.cpu_requests,
       a.cpu,
       a.memory,
       coalesce(b.requests >= 100 AND a.requests >= 100, FALSE), FALSE, FALSE
FROM im_half h
LEFT JOIN im_side b ON b.id = h.id AND b.side = 'before'
LEFT JOIN im_side a ON a.id = h.id AND a.side = 'after'
WHERE h.side = 'after';
