-- What checks found, from when to when. The same state told again begins nothing new; what comes after
-- the last telling is taken to be the same. In planned maintenance nothing counts as found: that of the
-- check, of all that its source watches, or of the service that it checks, whoever planned it.

INSERT INTO touched_check_span
SELECT t.id FROM touched_check t
UNION
SELECT c.check_id FROM check_span c JOIN touched_project t ON t.id = c.check_id
UNION
SELECT c.check_id FROM check_span c
WHERE EXISTS (SELECT 1 FROM touched_maintenance_window t);

DROP TABLE IF EXISTS cs_span;

CREATE TEMP TABLE cs_span AS
WITH event AS (
  SELECT e.check_id, e.state, e."at",
         row_number() OVER (
           PARTITION BY e.check_id, e."at" ORDER BY e.key DESC NULLS LAST) AS turn
  FROM fact_check_event e
  JOIN (SELECT DISTINCT id FROM touched_check_span) t ON t.id = e.check_id
),
marked AS (
  SELECT e.check_id, e.state, e."at",
         lag(e.state) OVER (PARTITION BY e.check_id ORDER BY e."at" NULLS LAST) AS before
  FROM event e
  WHERE e.turn = 1
)
SELECT m.check_id, m.state, m."at" AS starts_at,
       coalesce(
         lead(m."at") OVER (PARTITION BY m.check_id ORDER BY m."at" NULLS LAST),
         TIMESTAMP '9999-01-01 00:00:00') AS ends_at
FROM marked m
WHERE m.before IS NULL OR m.before <> m.state;

DROP TABLE IF EXISTS cs_window;

CREATE TEMP TABLE cs_window AS
SELECT DISTINCT t.id AS check_id, w.starts_at, w.ends_at
FROM fact_maintenance_window w
CROSS JOIN (SELECT DISTINCT id FROM touched_check_span) t
LEFT JOIN project p ON p.id = t.id
LEFT JOIN project o ON o.id = w.project_id
WHERE w.starts_at IS NOT NULL AND w.ends_at > w.starts_at AND NOT coalesce(w.cancelled, FALSE)
  AND (w.project_id = t.id
    OR (w.project_id IS NULL AND w.id >> 48 = t.id >> 48)
    OR o.service_id = p.service_id);

DROP TABLE IF EXISTS cs_piece;

-- Cut wherever a window begins or ends.
CREATE TEMP TABLE cs_piece AS
WITH cut AS (
  SELECT s.check_id, s.starts_at AS "at" FROM cs_span s
  UNION
  SELECT w.check_id, w.starts_at FROM cs_window w
  UNION
  SELECT w.check_id, w.ends_at FROM cs_window w
),
bound AS (
  SELECT s.check_id, s.state, s.starts_at, s.ends_at, c."at"
  FROM cs_span s
  JOIN cut c ON c.check_id = s.check_id AND c."at" >= s.starts_at AND c."at" < s.ends_at
),
piece AS (
  SELECT b.check_id, b.state, b."at" AS starts_at,
         least(
           b.ends_at,
           coalesce(
             lead(b."at") OVER (
               PARTITION BY b.check_id, b.starts_at ORDER BY b."at" NULLS LAST),
             b.ends_at)) AS ends_at
  FROM bound b
)
SELECT p.check_id, p.starts_at, p.ends_at,
       CASE WHEN EXISTS (SELECT 1 FROM cs_window w
                         WHERE w.check_id = p.check_id AND w.starts_at <= p.starts_at
                           AND w.ends_at >= p.ends_at)
            THEN 'maintenance' ELSE p.state END AS state
FROM piece p
WHERE p.ends_at > p.starts_at;

DELETE FROM check_span USING touched_check_span t WHERE check_span.check_id = t.id;

INSERT INTO check_span (check_id, service_id, state, starts_at, ends_at)
WITH marked AS (
  SELECT p.check_id, p.state, p.starts_at, p.ends_at,
         CASE WHEN lag(p.state) OVER one = p.state THEN 0 ELSE 1 END AS begins
  FROM cs_piece p
  WINDOW one AS (PARTITION BY p.check_id ORDER BY p.starts_at NULLS LAST)
),
numbered AS (
  SELECT m.check_id, m.state, m.starts_at, m.ends_at,
         sum(m.begins) OVER (PARTITION BY m.check_id ORDER BY m.starts_at NULLS LAST) AS number
  FROM marked m
)
SELECT n.check_id, p.service_id, min(n.state), min(n.starts_at), max(n.ends_at)
FROM numbered n
LEFT JOIN project p ON p.id = n.check_id
GROUP BY n.check_id, p.service_id, n.number;
