-- Which tellings may be of one outage, and which are not, because a person says so.

-- The newest word about two of them; what was withdrawn leaves the one before it.
DROP TABLE IF EXISTS pi_word;

CREATE TEMP TABLE pi_word AS
WITH said AS (
  SELECT c.id, c."at", least(c.subject_id, c.other_id) AS one_id,
         greatest(c.subject_id, c.other_id) AS other_id,
         CASE WHEN c.word = 'withdrawn' THEN c.value ELSE c.word END AS word,
         c.word <> 'withdrawn' AS stands
  FROM fact_correction c
  WHERE c.subject = 'incident' AND c.subject_id <> c.other_id AND c."at" IS NOT NULL
    AND (c.word IN ('joined', 'apart')
      OR (c.word = 'withdrawn' AND c.value IN ('joined', 'apart')))
),
last_of_word AS (
  SELECT s.one_id, s.other_id, s.word, s."at", s.id, s.stands,
         row_number() OVER (
           PARTITION BY s.one_id, s.other_id, s.word
           ORDER BY s."at" DESC NULLS LAST, s.id DESC NULLS LAST) AS turn
  FROM said s
),
standing AS (
  SELECT l.one_id, l.other_id, l.word, l."at",
         row_number() OVER (
           PARTITION BY l.one_id, l.other_id
           ORDER BY l."at" DESC NULLS LAST, l.id DESC NULLS LAST) AS turn
  FROM last_of_word l
  WHERE l.turn = 1 AND l.stands
)
SELECT s.one_id, s.other_id, s.word, s."at" FROM standing s WHERE s.turn = 1;

DROP TABLE IF EXISTS pi_told;

CREATE TEMP TABLE pi_told AS
SELECT i.part_id, i.kind, i.source_id, i.service_id, i.only_once, i.dedup_key, i.merged_into_id,
       i.triggered_at, coalesce(i.triggered_at, i.resolved_at) AS known_at, i.is_test,
       i.pane
FROM incident_telling i
JOIN (SELECT DISTINCT s.part_id FROM pi_scope s) s ON s.part_id = i.part_id;

DROP TABLE IF EXISTS pi_pair;

-- place: what goes first. distance: how far apart they began, in microseconds; of what people said, how
-- long ago. Alerts that come in showers are near to hundreds of others: the twenty nearest are enough.
CREATE TEMP TABLE pi_pair AS
WITH near AS (
  SELECT a.part_id AS one_id, b.part_id AS other_id, 'same_time' AS why, 3 AS place,
         abs(CAST(extract(epoch FROM (a.triggered_at - b.triggered_at)) * 1000000.0 AS BIGINT))
           AS distance
  FROM pi_told a
  JOIN (
    SELECT t.part_id, t.service_id, t.only_once, t.triggered_at, t.pane + n.step AS pane
    FROM pi_told t
    CROSS JOIN (VALUES (-1), (0), (1)) n(step)
    WHERE t.service_id IS NOT NULL AND t.triggered_at IS NOT NULL AND t.merged_into_id IS NULL
  ) b ON b.service_id = a.service_id AND b.pane = a.pane
  CROSS JOIN derive_setting d
  WHERE a.part_id < b.part_id AND a.only_once <> b.only_once AND a.merged_into_id IS NULL
    AND abs(extract(epoch FROM (a.triggered_at - b.triggered_at))) <= 60.0 * d.join_minutes
  UNION ALL
  SELECT a.part_id, b.part_id, 'dedup_key', 2,
         abs(CAST(extract(epoch FROM (a.known_at - b.known_at)) * 1000000.0 AS BIGINT))
  FROM pi_told a
  JOIN pi_told b ON b.dedup_key = a.dedup_key
  WHERE a.part_id < b.part_id AND a.only_once <> b.only_once
    AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
    AND a.known_at IS NOT NULL AND b.known_at IS NOT NULL
    AND abs(extract(epoch FROM (a.known_at - b.known_at))) <= 86400.0
),
turned AS (
  SELECT n.one_id, n.other_id, n.why, n.place, n.distance,
         row_number() OVER (
           PARTITION BY n.one_id, n.place
           ORDER BY n.distance NULLS LAST, n.other_id NULLS LAST) AS turn,
         row_number() OVER (
           PARTITION BY n.other_id, n.place
           ORDER BY n.distance NULLS LAST, n.one_id NULLS LAST) AS other_turn
  FROM near n
)
SELECT t.one_id, t.other_id, t.why, t.place, t.distance
FROM turned t WHERE t.turn <= 20 OR t.other_turn <= 20
UNION ALL
SELECT a.part_id, b.part_id, 'merged', 0, CAST(0 AS BIGINT)
FROM pi_told a JOIN pi_told b ON b.part_id = a.merged_into_id
WHERE a.part_id <> b.part_id
UNION ALL
SELECT w.one_id, w.other_id, 'joined', 1,
       -CAST(extract(epoch FROM w."at") * 1000000.0 AS BIGINT)
FROM pi_word w
JOIN pi_told a ON a.part_id = w.one_id
JOIN pi_told b ON b.part_id = w.other_id
WHERE w.word = 'joined';

DROP TABLE IF EXISTS pi_root;

-- Which of them are one outage; filled by what chooses among the pairs.
CREATE TEMP TABLE pi_root (part_id BIGINT, root_id BIGINT, why TEXT);
