-- The hours of the samples that samples.sql wrote.

INSERT INTO service_hour BY NAME
SELECT h.*, r.service_id, TRUE AS is_production
FROM (
  SELECT s.sample_hour_id, s.project_id, s.environment, date_trunc('hour', s.start_at) AS hour,
         CAST(count(*) AS INTEGER) AS samples, sum(s.seconds) AS seconds, sum(s.seconds) AS counted_seconds,
         sum(s.requests) AS requests, sum(s.requests) AS judged_requests, sum(s.errors) AS errors,
         CAST(max(s.requests) AS DOUBLE) AS peak_rpm, sum(s.requests) AS timed_requests,
         sum(s.up_to5) AS up_to5, sum(s.up_to10) AS up_to10, sum(s.up_to25) AS up_to25,
         sum(s.up_to50) AS up_to50, sum(s.up_to75) AS up_to75, sum(s.up_to100) AS up_to100,
         sum(s.up_to150) AS up_to150, sum(s.up_to250) AS up_to250, sum(s.up_to400) AS up_to400,
         sum(s.up_to650) AS up_to650, sum(s.up_to1000) AS up_to1000, sum(s.up_to1600) AS up_to1600,
         sum(s.up_to2500) AS up_to2500, sum(s.up_to4000) AS up_to4000, sum(s.up_to10000) AS up_to10000,
         max(s.p95) AS worst_p95, max(s.apdex_t) AS apdex_t, sum(s.seconds) AS apdex_seconds,
         sum(s.satisfied) AS satisfied, sum(s.tolerating) AS tolerating, sum(s.frustrated) AS frustrated,
         sum(s.cpu_used * s.seconds) AS cpu_seconds, sum(s.cpu_requested * s.seconds) AS cpu_requested_seconds,
         sum(s.cpu_limit * s.seconds) AS cpu_limit_seconds,
         sum(s.memory_used * s.seconds) AS memory_byte_seconds,
         sum(s.memory_requested * s.seconds) AS memory_requested_byte_seconds,
         sum(s.memory_limit * s.seconds) AS memory_limit_byte_seconds, sum(s.oom_kills) AS oom_kills
  FROM fact_service_sample s
  GROUP BY s.sample_hour_id, s.project_id, s.environment, date_trunc('hour', s.start_at)
) h
JOIN running r ON r.entity_id = h.project_id
ORDER BY h.hour, r.n;
