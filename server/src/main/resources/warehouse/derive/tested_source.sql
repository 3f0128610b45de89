-- Of which trackers it is known what is tested: of all as soon as a test management tells of a test,
-- else of those that hold tests themselves. When that changes, all their sprints do.
DROP TABLE IF EXISTS tested_now;

CREATE TEMP TABLE tested_now AS
WITH managed AS (
  SELECT count(*) > 0 AS tests FROM fact_test_case c WHERE NOT coalesce(c.deleted, FALSE)
),
cycled AS (SELECT count(*) > 0 AS runs FROM fact_test_cycle)
SELECT k.source_id, m.tests AND c.runs AS runs
FROM ticket k
CROSS JOIN managed m
CROSS JOIN cycled c
GROUP BY k.source_id, m.tests, c.runs
HAVING m.tests OR bool_or(k.kind = 'test' AND lower(k.type) IN ('test', 'test case'));

DROP TABLE IF EXISTS tested_changed;

CREATE TEMP TABLE tested_changed AS
SELECT coalesce(n.source_id, o.source_id) AS source_id
FROM tested_now n
FULL JOIN tested_source o ON o.source_id = n.source_id AND o.runs = n.runs
WHERE n.source_id IS NULL OR o.source_id IS NULL;

INSERT INTO touched_sprint
SELECT f.id
FROM fact_sprint f JOIN tested_changed d ON d.source_id = CAST(f.id >> 48 AS INTEGER);

INSERT INTO touched_flow
SELECT k.id
FROM ticket k JOIN tested_changed d ON d.source_id = k.source_id;

DELETE FROM tested_source;

INSERT INTO tested_source (source_id, runs) SELECT source_id, runs FROM tested_now;
