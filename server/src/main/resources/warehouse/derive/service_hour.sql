-- What was measured of services, by whole hours: an hour of which any sample is new is made anew, and
-- no other is looked at.
DELETE FROM service_hour USING touched_sample_hour t
WHERE service_hour.sample_hour_id = t.id AND {sample_hour:service_hour.sample_hour_id};

INSERT INTO service_hour (
  sample_hour_id, service_id, project_id, environment, is_production, hour, samples, seconds,
  counted_seconds, requests, judged_requests, errors, peak_rpm, timed_requests, up_to5, up_to10, up_to25, up_to50,
  up_to75, up_to100, up_to150, up_to250, up_to400, up_to650, up_to1000, up_to1600, up_to2500,
  up_to4000, up_to10000, worst_p95, apdex_t, apdex_seconds, satisfied, tolerating, frustrated,
  cpu_seconds, cpu_requested_seconds, cpu_limit_seconds, memory_byte_seconds,
  memory_requested_byte_seconds, memory_limit_byte_seconds, oom_kills)
SELECT s.sample_hour_id, p.service_id, s.project_id, s.environment,
       lower(s.environment) ~ '^(.*[-_/ ])?(prod|production|live)([-_/ ].*)?$'
         AND NOT lower(s.environment)
           ~ '^(.*[-_/ ])?(pre|non|not)[-_/ ]?(prod|production|live)([-_/ ].*)?$',
       date_trunc('hour', s.start_at),
       CAST(count(*) AS INTEGER), CAST(sum(s.seconds) AS BIGINT),
       CAST(sum(s.seconds) FILTER (WHERE s.requests IS NOT NULL) AS BIGINT),
       CAST(sum(s.requests) AS BIGINT),
       CAST(sum(s.requests) FILTER (WHERE s.errors IS NOT NULL) AS BIGINT),
       CAST(sum(s.errors) FILTER (WHERE s.requests IS NOT NULL) AS BIGINT),
       max(60.0 * s.requests / CAST(nullif(s.seconds, 0) AS DOUBLE PRECISION)),
       CAST(sum(s.requests) FILTER (WHERE s.up_to10000 IS NOT NULL) AS BIGINT),
       CAST(sum(s.up_to5) AS BIGINT), CAST(sum(s.up_to10) AS BIGINT),
       CAST(sum(s.up_to25) AS BIGINT), CAST(sum(s.up_to50) AS BIGINT),
       CAST(sum(s.up_to75) AS BIGINT), CAST(sum(s.up_to100) AS BIGINT),
       CAST(sum(s.up_to150) AS BIGINT), CAST(sum(s.up_to250) AS BIGINT),
       CAST(sum(s.up_to400) AS BIGINT), CAST(sum(s.up_to650) AS BIGINT),
       CAST(sum(s.up_to1000) AS BIGINT), CAST(sum(s.up_to1600) AS BIGINT),
       CAST(sum(s.up_to2500) AS BIGINT), CAST(sum(s.up_to4000) AS BIGINT),
       CAST(sum(s.up_to10000) AS BIGINT),
       max(s.p95),
       CASE WHEN min(s.apdex_t) = max(s.apdex_t) THEN min(s.apdex_t) END,
       CAST(sum(s.seconds) FILTER (WHERE s.satisfied IS NOT NULL) AS BIGINT),
       CAST(sum(s.satisfied) AS BIGINT), CAST(sum(s.tolerating) AS BIGINT),
       CAST(sum(s.frustrated) AS BIGINT),
       sum(s.cpu_used * s.seconds),
       sum(s.cpu_requested * s.seconds) FILTER (WHERE s.cpu_used IS NOT NULL),
       sum(s.cpu_limit * s.seconds) FILTER (WHERE s.cpu_used IS NOT NULL),
       sum(s.memory_used * s.seconds),
       sum(s.memory_requested * s.seconds) FILTER (WHERE s.memory_used IS NOT NULL),
       sum(s.memory_limit * s.seconds) FILTER (WHERE s.memory_used IS NOT NULL),
       CAST(sum(s.oom_kills) AS BIGINT)
FROM fact_service_sample s
JOIN (SELECT DISTINCT id FROM touched_sample_hour) t ON t.id = s.sample_hour_id
LEFT JOIN project p ON p.id = s.project_id
WHERE {sample_hour:s.sample_hour_id}
GROUP BY s.sample_hour_id, p.service_id, s.project_id, s.environment,
         date_trunc('hour', s.start_at);
