-- {size} samples from number {first} on: one of each of {services} services for each minute since {begin},
-- in seconds of 1970. Traffic goes up and down with the day; times of answers lie on a curve whose middle
-- is the service's own and whose 95th percentile is 3.8 times that. Needs the temporary tables of
-- production.sql.

INSERT INTO fact_service_sample BY NAME
SELECT y.sample_base + ((y.second // 3600) << 28) AS sample_hour_id,
       y.entity_key || ' ' || y.second AS key, y.entity_id AS project_id, 'production' AS environment,
       make_timestamp(y.second * 1000000) AS start_at, 60 AS seconds, y.requests, y.errors,
       answered(y.requests, y.middle, 5) AS up_to5, answered(y.requests, y.middle, 10) AS up_to10,
       answered(y.requests, y.middle, 25) AS up_to25, answered(y.requests, y.middle, 50) AS up_to50,
       answered(y.requests, y.middle, 75) AS up_to75, answered(y.requests, y.middle, 100) AS up_to100,
       answered(y.requests, y.middle, 150) AS up_to150, answered(y.requests, y.middle, 250) AS up_to250,
       answered(y.requests, y.middle, 400) AS up_to400, answered(y.requests, y.middle, 650) AS up_to650,
       answered(y.requests, y.middle, 1000) AS up_to1000, answered(y.requests, y.middle, 1600) AS up_to1600,
       answered(y.requests, y.middle, 2500) AS up_to2500, answered(y.requests, y.middle, 4000) AS up_to4000,
       answered(y.requests, y.middle, 10000) AS up_to10000, y.middle AS p50, y.middle * 3.81 AS p95,
       y.middle * 8.07 AS p99, 0.5 AS apdex_t, y.satisfied, y.tolerating,
       y.requests - y.satisfied - y.tolerating AS frustrated, y.requests / 500.0 AS cpu_used,
       6.0 AS cpu_requested, 12.0 AS cpu_limit, 1.5e9 + y.requests * 1e5 AS memory_used,
       3.0e9 AS memory_requested, 6.0e9 AS memory_limit, 0 AS oom_kills, 0.0 AS throttled,
       3 AS instances, 'samples' AS feed, make_timestamp((y.second + 180) * 1000000) AS taken_at,
       0 AS sequence
FROM (
  SELECT x.*, CAST(0.008 * share(x.i, 99) * x.requests AS BIGINT) AS errors,
         answered(x.requests, x.middle, 500) AS satisfied,
         answered(x.requests, x.middle, 2000) - answered(x.requests, x.middle, 500) AS tolerating
  FROM (
    SELECT g.range AS i, {begin} + 60 * (g.range // {services}) AS second, r.entity_key, r.entity_id,
           r.sample_base, r.middle * (0.9 + 0.2 * share(g.range, 97)) AS middle,
           CAST(r.load * (1 + 0.6 * sin(({begin} + 60 * (g.range // {services})) / 13750.99))
             * (0.8 + 0.4 * share(g.range, 98)) AS BIGINT) AS requests
    FROM range({first}, {first} + {size}) g
    JOIN running r ON r.n = g.range % {services}
  ) x
) y;
