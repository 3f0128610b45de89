-- What was planned for the next sprint of each board, while it was the next one, and what was known
-- of it from when to when.
DROP TABLE IF EXISTS bl_board;

CREATE TEMP TABLE bl_board AS
SELECT f.board_id
FROM fact_sprint f JOIN touched_sprint t ON t.id = f.id
WHERE f.board_id IS NOT NULL
UNION
SELECT w.board_id FROM sprint_window w JOIN touched_sprint t ON t.id = w.sprint_id;

DROP TABLE IF EXISTS bl_window;

-- A sprint is the next one from the start of the one before it to its own. Of those that were not
-- started it is the one that is planned first, else the one that was made first.
CREATE TEMP TABLE bl_window AS
WITH known AS (
  SELECT f.id, f.board_id, CASE WHEN f.state <> 'future' THEN f.start_at END AS started_at,
         f.start_at AS planned_at
  FROM fact_sprint f
  JOIN bl_board b ON b.board_id = f.board_id
  WHERE NOT coalesce(f.deleted, FALSE) AND (f.state = 'future' OR f.start_at IS NOT NULL)
),
placed AS (
  SELECT k.id, k.board_id, coalesce(k.started_at, TIMESTAMP '9999-01-01 00:00:00') AS ends_at,
         lag(coalesce(k.started_at, TIMESTAMP '9999-01-01 00:00:00'), 1,
           TIMESTAMP '0001-01-01 00:00:00') OVER (
           PARTITION BY k.board_id
           ORDER BY k.started_at NULLS LAST, k.planned_at NULLS LAST, k.id NULLS LAST) AS starts_at
  FROM known k
)
SELECT p.id AS sprint_id, p.board_id, p.starts_at, p.ends_at
FROM placed p
WHERE p.starts_at < p.ends_at;

DROP TABLE IF EXISTS bl_sprint;

-- Those that were touched, and those whose time as the next one another sprint moved.
CREATE TEMP TABLE bl_sprint AS
SELECT id FROM touched_sprint
UNION
SELECT coalesce(n.sprint_id, o.sprint_id)
FROM bl_window n
FULL JOIN (
  SELECT w.* FROM sprint_window w JOIN bl_board b ON b.board_id = w.board_id
) o ON o.sprint_id = n.sprint_id AND o.starts_at = n.starts_at AND o.ends_at = n.ends_at
  AND o.board_id = n.board_id
WHERE n.sprint_id IS NULL OR o.sprint_id IS NULL;

DELETE FROM sprint_window USING bl_board b WHERE sprint_window.board_id = b.board_id;

INSERT INTO sprint_window (sprint_id, board_id, starts_at, ends_at)
SELECT sprint_id, board_id, starts_at, ends_at FROM bl_window;

DROP TABLE IF EXISTS bl_ticket;

CREATE TEMP TABLE bl_ticket AS
SELECT w.sprint_id, w.board_id, k.ticket_id, greatest(k.in_at, w.starts_at) AS in_at,
       least(k.out_at, w.ends_at) AS out_at,
       CASE WHEN b.estimation = 'time' THEN 'estimate' ELSE 'points' END AS weighed_by,
       CASE WHEN b.estimation = 'time' THEN 3600.0 ELSE 1.0 END AS unit
FROM bl_window w
JOIN bl_sprint s ON s.id = w.sprint_id
JOIN ticket_sprint k ON k.sprint_id = w.sprint_id
LEFT JOIN board b ON b.id = w.board_id
WHERE k.in_at < w.ends_at AND k.out_at > w.starts_at;

DROP TABLE IF EXISTS bl_span;

CREATE TEMP TABLE bl_span AS
SELECT s.ticket_id, s.field, s.value, s.category, s.starts_at, s.ends_at
FROM ticket_span s
WHERE s.ticket_id IN (SELECT ticket_id FROM bl_ticket)
  AND s.ticket_id BETWEEN (SELECT min(ticket_id) FROM bl_ticket)
                      AND (SELECT max(ticket_id) FROM bl_ticket);

DROP TABLE IF EXISTS bl_team;

CREATE TEMP TABLE bl_team AS
SELECT b.board_id, b.starts_at, b.ends_at, t.bugs_from, t.depth
FROM team_board b
JOIN team t ON t.id = b.team_id
WHERE b.board_id IN (SELECT board_id FROM bl_board);

DROP TABLE IF EXISTS bl_state;

-- From each change of anything that counts to the next one.
CREATE TEMP TABLE bl_state AS
WITH moment AS (
  SELECT t.sprint_id, t.ticket_id, t.in_at, t.in_at AS "at" FROM bl_ticket t
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, s.starts_at
  FROM bl_ticket t JOIN bl_span s ON s.ticket_id = t.ticket_id
  WHERE s.starts_at > t.in_at AND s.starts_at < t.out_at
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, s.ends_at
  FROM bl_ticket t JOIN bl_span s ON s.ticket_id = t.ticket_id
  WHERE s.ends_at > t.in_at AND s.ends_at < t.out_at
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, f.created_at
  FROM bl_ticket t JOIN fact_ticket f ON f.parent_id = t.ticket_id
  WHERE f.kind = 'subtask' AND f.created_at > t.in_at AND f.created_at < t.out_at
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, k.linked_at
  FROM bl_ticket t JOIN ticket_test k ON k.ticket_id = t.ticket_id
  WHERE k.linked_at > t.in_at AND k.linked_at < t.out_at
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, k.unlinked_at
  FROM bl_ticket t JOIN ticket_test k ON k.ticket_id = t.ticket_id
  WHERE k.unlinked_at > t.in_at AND k.unlinked_at < t.out_at
  UNION
  SELECT t.sprint_id, t.ticket_id, t.in_at, b."at"
  FROM bl_ticket t
  JOIN (
    SELECT board_id, starts_at AS "at" FROM bl_team
    UNION
    SELECT board_id, ends_at FROM bl_team
    UNION
    SELECT board_id, bugs_from FROM bl_team
  ) b ON b.board_id = t.board_id
  WHERE b."at" > t.in_at AND b."at" < t.out_at
)
SELECT t.sprint_id, t.ticket_id, t.board_id, t.weighed_by, t.unit, m."at" AS starts_at,
       coalesce(lead(m."at") OVER (
         PARTITION BY m.sprint_id, m.ticket_id, m.in_at ORDER BY m."at" NULLS LAST), t.out_at)
         AS ends_at
FROM moment m
JOIN bl_ticket t
  ON t.sprint_id = m.sprint_id AND t.ticket_id = m.ticket_id AND t.in_at = m.in_at;

DELETE FROM sprint_backlog USING bl_sprint s WHERE sprint_backlog.sprint_id = s.id;

INSERT INTO sprint_backlog (
  sprint_id, ticket_id, board_id, starts_at, ends_at, is_story, is_sized, estimated, criteria,
  parts, breakable, tests)
WITH known AS (
  SELECT t.sprint_id, t.ticket_id, t.board_id, t.starts_at, t.ends_at,
         max(CASE WHEN s.field = 'kind' THEN s.value END) AS kind,
         coalesce(max(CASE WHEN s.field = t.weighed_by
           THEN CAST(s.value AS DOUBLE PRECISION) / t.unit END), 0) AS weight,
         bool_or(s.field IN ('criteria_field', 'criteria_text') AND s.value = 'present')
           AS criteria,
         max(CASE WHEN s.field = 'checklist' THEN CAST(s.value AS INTEGER) END) AS checklist,
         bool_or(s.field = 'status' AND coalesce(s.category, '') = 'done') AS done,
         bool_or(s.field = 'outcome' AND s.value IN ('wont_do', 'duplicate')) AS dropped
  FROM bl_state t
  JOIN bl_span s
    ON s.ticket_id = t.ticket_id AND s.starts_at <= t.starts_at AND s.ends_at > t.starts_at
  GROUP BY t.sprint_id, t.ticket_id, t.board_id, t.starts_at, t.ends_at
),
part AS (
  SELECT t.sprint_id, t.ticket_id, t.starts_at, CAST(count(*) AS INTEGER) AS parts
  FROM bl_state t
  JOIN fact_ticket f ON f.parent_id = t.ticket_id
  WHERE f.kind = 'subtask' AND NOT coalesce(f.deleted, FALSE) AND f.created_at <= t.starts_at
  GROUP BY t.sprint_id, t.ticket_id, t.starts_at
),
tested AS (
  SELECT t.sprint_id, t.ticket_id, t.starts_at, CAST(count(DISTINCT k.test_id) AS INTEGER) AS tests
  FROM bl_state t
  JOIN ticket_test k ON k.ticket_id = t.ticket_id
  WHERE NOT k.draft AND k.linked_at <= t.starts_at AND k.unlinked_at > t.starts_at
  GROUP BY t.sprint_id, t.ticket_id, t.starts_at
)
SELECT n.sprint_id, n.ticket_id, n.board_id, n.starts_at, n.ends_at,
       n.kind IN ('story', 'task'),
       n.kind IN ('story', 'task') OR n.kind = 'bug' AND EXISTS (
         SELECT 1 FROM bl_team b
         WHERE b.board_id = n.board_id AND b.starts_at <= n.starts_at AND b.ends_at > n.starts_at
           AND b.bugs_from <= n.starts_at
           AND NOT EXISTS (
             SELECT 1 FROM bl_team c
             WHERE c.board_id = n.board_id AND c.starts_at <= n.starts_at
               AND c.ends_at > n.starts_at AND c.depth > b.depth)),
       n.weight > 0, n.criteria, coalesce(p.parts, 0) + coalesce(n.checklist, 0),
       n.weight = 0 OR n.weight >= 3,
       CASE WHEN d.source_id IS NOT NULL THEN coalesce(x.tests, 0) END
FROM known n
LEFT JOIN part p
  ON p.sprint_id = n.sprint_id AND p.ticket_id = n.ticket_id AND p.starts_at = n.starts_at
LEFT JOIN tested x
  ON x.sprint_id = n.sprint_id AND x.ticket_id = n.ticket_id AND x.starts_at = n.starts_at
LEFT JOIN tested_source d ON d.source_id = CAST(n.ticket_id >> 48 AS INTEGER)
WHERE coalesce(n.kind, 'other') NOT IN ('subtask', 'epic', 'test') AND NOT n.done AND NOT n.dropped;
