-- When tickets were in progress, cut by whose they were.
DELETE FROM ticket_work USING touched_ticket t
WHERE ticket_work.ticket_id = t.id AND {ticket:ticket_work.ticket_id};

INSERT INTO ticket_work (
  ticket_id, board_id, kind, person_id, starts_at, ends_at, begun_at, calendar_id)
WITH held AS (
  SELECT s.ticket_id, CASE WHEN a.class = 'human' THEN a.person_id END AS person_id,
         s.starts_at, s.ends_at,
         lag(s.ends_at, 1, TIMESTAMP '0001-01-01 00:00:00') OVER (
           PARTITION BY s.ticket_id ORDER BY s.starts_at NULLS LAST) AS free_at
  FROM ticket_span s
  JOIN tk k ON k.id = s.ticket_id
  LEFT JOIN account a ON a.id = CAST(s.value AS BIGINT)
  WHERE s.field = 'assignee' AND {ticket:s.ticket_id} AND s.value ~ '^[0-9]{1,18}$'
),
holder AS (
  SELECT h.ticket_id, h.person_id, h.starts_at, h.ends_at FROM held h
  UNION ALL
  -- Before each assignment, and after the last one, it was nobody's.
  SELECT h.ticket_id, CAST(NULL AS BIGINT), h.free_at, h.starts_at FROM held h
  UNION ALL
  SELECT k.id, CAST(NULL AS BIGINT),
         coalesce(max(h.ends_at), TIMESTAMP '0001-01-01 00:00:00'),
         TIMESTAMP '9999-01-01 00:00:00'
  FROM tk k
  LEFT JOIN held h ON h.ticket_id = k.id
  GROUP BY k.id
)
SELECT s.ticket_id, t.board_id, t.kind, h.person_id,
       greatest(s.starts_at, h.starts_at), least(s.ends_at, h.ends_at), t.started_at, t.calendar_id
FROM ticket_span s
JOIN ticket t ON t.id = s.ticket_id
JOIN tk k ON k.id = s.ticket_id
JOIN holder h
  ON h.ticket_id = s.ticket_id AND h.starts_at < s.ends_at AND h.ends_at > s.starts_at
WHERE s.field = 'status' AND s.category = 'in_progress' AND {ticket:s.ticket_id}
  AND {ticket:t.id} AND h.starts_at < h.ends_at;
