-- Derived rows of a written company's tickets, as if their history had been read: {count} issue changes,
-- eight a ticket, over two years up to {now}. Each team has a board with a sprint every two weeks; a
-- ticket comes into the sprint that follows its creation. In the order of their creation, as a
-- tracker numbers them.

CREATE TEMP MACRO share(i, salt) AS (CAST(hash(i * 64 + salt) % 1000003 AS DOUBLE) + 0.5) / 1000003.0;

CREATE TEMP MACRO pick(i, salt, n) AS CAST(hash(i * 64 + salt) % n AS INTEGER);

CREATE TEMP TABLE origin AS SELECT id AS source_id, CAST(id AS BIGINT) << 48 AS base FROM source;

INSERT INTO board BY NAME
SELECT o.base + r.range + 1 AS id, o.source_id, 'Board ' || (r.range + 1) AS name, 'scrum' AS kind,
       o.base + r.range + 1 AS tracker_id, 'points' AS estimation
FROM range(90) r, origin o;

INSERT INTO team_board BY NAME
SELECT t.id AS team_id, o.base + CAST(substr(t.key, 2) AS BIGINT) AS board_id,
       TIMESTAMP '0001-01-01' AS starts_at, TIMESTAMP '9999-01-01' AS ends_at
FROM team t, origin o WHERE t.key LIKE 't%';

-- Sprint n of board b has the number 1000 * b + n; the last one runs.
CREATE TEMP TABLE box AS
SELECT o.base + 1000 * (b.range + 1) + n.range AS id, o.source_id, o.base + b.range + 1 AS board_id,
       b.range AS team, n.range AS place,
       TIMESTAMP '{now}' - INTERVAL 7 DAY - to_days(CAST(14 * (51 - n.range) AS INTEGER)) AS start_at
FROM range(90) b, range(52) n, origin o;

CREATE TEMP TABLE gen AS
SELECT r.range AS i, pick(r.range, 1, 90) AS team,
       TIMESTAMP '{now}' - to_seconds(CAST(({count} / 8 - r.range) * (728.0 * 86400 / ({count} / 8)) AS BIGINT))
         AS created_at
FROM range({count} // 8) r;

CREATE TEMP TABLE work AS
SELECT g.i, g.team, g.created_at, b.id AS sprint_id, b.board_id, b.start_at, b.place,
       b.start_at + INTERVAL 14 DAY AS close_at,
       b.start_at + to_seconds(CAST(share(g.i, 2) * 8 * 86400 AS BIGINT)) AS began_at,
       b.start_at + to_seconds(CAST((8 + share(g.i, 3) * 7) * 86400 AS BIGINT)) AS ended_at,
       1 + pick(g.i, 4, 8) AS points
FROM gen g
ASOF JOIN box b ON b.team = g.team AND g.created_at >= b.start_at - INTERVAL 14 DAY;

INSERT INTO ticket BY NAME
SELECT o.base + 1000000 + w.i AS id, o.source_id, w.board_id AS tracker_id, w.board_id,
       'T' || (w.team + 1) || '-' || w.i AS key, 'Ticket number ' || w.i || ' of a team' AS title,
       'https://jira.invalid/browse/T' || w.i AS web_url, 'Story' AS type, 'story' AS kind,
       CASE WHEN w.ended_at <= TIMESTAMP '{now}' THEN 'Done' WHEN w.began_at <= TIMESTAMP '{now}'
         THEN 'In Progress' ELSE 'To Do' END AS status,
       CASE WHEN w.ended_at <= TIMESTAMP '{now}' THEN 'done' WHEN w.began_at <= TIMESTAMP '{now}'
         THEN 'in_progress' ELSE 'todo' END AS status_category,
       (SELECT min(id) FROM calendar) AS calendar_id, CAST(w.points AS DOUBLE) AS points,
       FALSE AS flagged, w.created_at,
       CASE WHEN w.began_at <= TIMESTAMP '{now}' THEN w.began_at END AS started_at,
       CASE WHEN w.ended_at <= TIMESTAMP '{now}' THEN w.ended_at END AS done_at, 0 AS reopened,
       CASE WHEN w.ended_at <= TIMESTAMP '{now}' THEN epoch(w.ended_at - w.began_at) END AS flow_seconds
FROM work w, origin o
ORDER BY w.i;

INSERT INTO ticket_key BY NAME
SELECT k.id AS ticket_id, upper(k.key) AS key FROM ticket k;

-- Three phases and six outputs a ticket.
INSERT INTO ticket_phase BY NAME
SELECT k.id AS ticket_id, p.phase, p.ordering, k.board_id, k.calendar_id, k.created_at AS entered_at,
       k.created_at AS last_entered_at, p.left_at, 1 AS stays, 1.5 AS worked_days,
       CAST(NULL AS DOUBLE) AS expected_days
FROM ticket k
CROSS JOIN LATERAL (VALUES
  ('deep-dive', 3, k.created_at + INTERVAL 1 DAY), ('sprint-planning', 4, k.started_at),
  ('coding', 5, k.done_at)) p(phase, ordering, left_at)
ORDER BY k.id;

INSERT INTO ticket_output BY NAME
SELECT k.id AS ticket_id, r.phase, r.place, r.rule, k.board_id, k.done_at AS left_at, r.state
FROM ticket k
CROSS JOIN (VALUES
  ('deep-dive', 1, 'criteria', 'present'), ('deep-dive', 2, 'broken-down', 'missing'),
  ('sprint-planning', 1, 'planned', 'present'), ('sprint-planning', 2, 'assigned', 'present'),
  ('coding', 1, 'merged', 'unknown'), ('coding', 2, 'tests-changed', 'unknown')) r(phase, place, rule, state)
ORDER BY k.id;

INSERT INTO ticket_trace BY NAME
SELECT k.id AS ticket_id, k.board_id, k.done_at, 5 AS reached, '' AS variants, 0 AS skipped,
       TRUE AS in_order
FROM ticket k
ORDER BY k.id;

INSERT INTO ticket_sprint BY NAME
SELECT o.base + 1000000 + w.i AS ticket_id, w.sprint_id, w.created_at AS in_at,
       TIMESTAMP '9999-01-01' AS out_at
FROM work w, origin o
ORDER BY w.i;

-- Eight spans a ticket, as many as it has changes.
INSERT INTO ticket_span BY NAME
SELECT o.base + 1000000 + w.i AS ticket_id, k.field, k.value, k.name, k.category, k.starts_at,
       coalesce(k.ends_at, TIMESTAMP '9999-01-01') AS ends_at
FROM work w, origin o
CROSS JOIN LATERAL (VALUES
  ('status', '1', 'To Do', 'todo', w.created_at, w.began_at),
  ('status', '2', 'In Progress', 'in_progress', w.began_at, w.began_at + (w.ended_at - w.began_at) / 2),
  ('status', '3', 'In Review', 'in_progress', w.began_at + (w.ended_at - w.began_at) / 2, w.ended_at),
  ('status', '4', 'Done', 'done', w.ended_at, NULL),
  ('points', CAST(w.points AS TEXT), NULL, NULL, w.created_at, w.began_at),
  ('points', CAST(w.points + 1 AS TEXT), NULL, NULL, w.began_at, NULL),
  ('kind', 'story', 'Story', NULL, w.created_at, NULL),
  ('criteria_field', 'present', NULL, NULL, w.created_at, NULL)
) k(field, value, name, category, starts_at, ends_at)
WHERE k.starts_at <= TIMESTAMP '{now}'
ORDER BY w.i;

INSERT INTO sprint_ticket BY NAME
SELECT w.sprint_id, o.base + 1000000 + w.i AS ticket_id, w.board_id, w.start_at,
       CASE WHEN w.place < 51 THEN w.close_at END AS completed_at,
       greatest(w.start_at, w.created_at) AS judged_at, 'story' AS kind, TRUE AS is_story,
       w.created_at <= w.start_at AS committed, w.created_at > w.start_at AS added, FALSE AS removed,
       w.ended_at <= least(w.close_at, TIMESTAMP '{now}') AS done, FALSE AS carried,
       CAST(w.points AS DOUBLE) AS points, TRUE AS estimated, TRUE AS criteria, 0 AS parts,
       TRUE AS breakable, CAST(w.points AS DOUBLE) AS start_weight,
       CAST(w.points + 1 AS DOUBLE) AS end_weight, 1.0 AS changed_weight
FROM work w, origin o
ORDER BY w.i;

INSERT INTO sprint BY NAME
SELECT b.id, b.source_id, b.board_id, 'Sprint ' || b.place AS name,
       CASE WHEN b.place < 51 THEN 'closed' ELSE 'active' END AS state, b.start_at,
       b.start_at + INTERVAL 14 DAY AS planned_end_at,
       CASE WHEN b.place < 51 THEN b.start_at + INTERVAL 14 DAY END AS completed_at,
       FALSE AS by_count, coalesce(c.tickets, 0) AS tickets, coalesce(c.tickets, 0) AS estimated,
       coalesce(c.committed, 0) AS committed_weight, coalesce(c.done, 0) AS done_weight, 0 AS sequence
FROM box b
LEFT JOIN (
  SELECT sprint_id, CAST(count(*) AS INTEGER) AS tickets,
         sum(CASE WHEN committed THEN start_weight END) AS committed,
         sum(CASE WHEN done THEN end_weight END) AS done
  FROM sprint_ticket GROUP BY sprint_id
) c ON c.sprint_id = b.id;

CHECKPOINT;
