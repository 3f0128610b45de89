-- Boards and the teams that work on them.

-- Tickets are placed on a board that shows their project.
INSERT INTO touched_ticket
SELECT k.id
FROM fact_ticket k
JOIN (
  SELECT f.tracker_id, b.tracker_id AS old_id
  FROM fact_board f
  JOIN touched_board t ON t.id = f.id
  LEFT JOIN board b ON b.id = f.id
  WHERE b.id IS NULL OR b.tracker_id IS DISTINCT FROM f.tracker_id
) c ON k.tracker_id = c.tracker_id OR k.tracker_id = c.old_id;

DELETE FROM board USING touched_board t WHERE board.id = t.id;

INSERT INTO board (id, source_id, name, kind, tracker_id, estimation, web_url)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.name, f.kind, f.tracker_id, f.estimation, f.web_url
FROM fact_board f
JOIN (SELECT DISTINCT id FROM touched_board) t ON t.id = f.id;

DELETE FROM team_board;

-- Two names of one board must not make its tickets count twice.
INSERT INTO team_board (team_id, board_id, starts_at, ends_at)
SELECT n.team_id, b.id, n.starts_at, max(n.ends_at)
FROM team_board_name n
JOIN board b
  ON (n.source_id IS NULL OR n.source_id = b.source_id)
 AND (n.name = lower(b.name)
      OR n.name = CAST(b.id - CAST(b.source_id AS BIGINT) * 281474976710656 AS TEXT))
GROUP BY n.team_id, b.id, n.starts_at;

-- A board's way to estimate decides what its tickets weigh.
INSERT INTO touched_sprint
SELECT s.id FROM fact_sprint s JOIN touched_board t ON t.id = s.board_id;
