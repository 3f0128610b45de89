-- Tickets: what their fields held when, the sprints they were in, and how they flowed.
DROP TABLE IF EXISTS tk;

CREATE TEMP TABLE tk AS
SELECT f.*, CAST(f.id >> 48 AS INTEGER) AS source_id,
       coalesce(f.created_at, TIMESTAMP '1970-01-01 00:00:00') AS born_at,
       a.person_id AS assignee_person_id, a.class AS assignee_class,
       coalesce(a.calendar_id, d.default_calendar_id) AS calendar_id
FROM fact_ticket f
JOIN (SELECT DISTINCT id FROM touched_ticket) t ON t.id = f.id
LEFT JOIN account a ON a.id = f.assignee_id
CROSS JOIN derive_setting d
WHERE {ticket:f.id} AND NOT coalesce(f.deleted, FALSE);

DROP TABLE IF EXISTS tk_change;

-- Changes of one instant in the order in which the source numbers them. The fields are those that
-- become spans.
CREATE TEMP TABLE tk_change AS
SELECT c.ticket_id, c.field, c.from_value, c.from_name, c.to_value, c.to_name, c."at",
       row_number() OVER same AS place, lead(c."at") OVER same AS next_at
FROM fact_ticket_change c
JOIN tk k ON k.id = c.ticket_id
WHERE {ticket:c.ticket_id}
  AND c.field IN ('status', 'kind', 'points', 'estimate', 'outcome', 'flagged', 'criteria_field',
    'criteria_text', 'checklist', 'assignee')
WINDOW same AS (
  PARTITION BY c.ticket_id, c.field
  ORDER BY c."at" NULLS LAST, length(c.key) NULLS LAST, c.key NULLS LAST);

-- What they held -----------------------------------------------------------------------------------

DELETE FROM ticket_span USING touched_ticket t
WHERE ticket_span.ticket_id = t.id AND {ticket:ticket_span.ticket_id};

INSERT INTO ticket_span (ticket_id, field, value, name, category, work, starts_at, ends_at)
WITH field AS (
  SELECT * FROM (VALUES ('status'), ('kind'), ('points'), ('estimate'), ('outcome'), ('flagged'),
    ('criteria_field'), ('criteria_text'), ('checklist'), ('assignee')) v(field)
),
span AS (
  SELECT k.id AS ticket_id, k.source_id, f.field,
         CASE WHEN c.ticket_id IS NOT NULL THEN c.from_value
           ELSE CASE f.field
             WHEN 'status' THEN CAST(k.status_id AS TEXT)
             WHEN 'kind' THEN k.kind
             WHEN 'points' THEN CAST(k.points AS TEXT)
             WHEN 'estimate' THEN CAST(k.estimate_seconds AS TEXT)
             WHEN 'outcome' THEN k.outcome
             WHEN 'flagged' THEN CASE WHEN k.flagged THEN 'true' END
             WHEN 'criteria_field' THEN k.criteria_field
             WHEN 'criteria_text' THEN k.criteria_text
             WHEN 'checklist' THEN CAST(k.checklist_items AS TEXT)
             WHEN 'assignee' THEN CAST(k.assignee_id AS TEXT)
           END
         END AS value,
         CASE WHEN c.ticket_id IS NOT NULL THEN c.from_name
           WHEN f.field = 'status' THEN k.status
           WHEN f.field = 'kind' THEN k.type
         END AS name,
         k.born_at AS starts_at, coalesce(c."at", TIMESTAMP '9999-01-01 00:00:00') AS ends_at,
         CASE WHEN c.ticket_id IS NULL THEN k.status_category END AS own_category
  FROM tk k
  CROSS JOIN field f
  LEFT JOIN tk_change c ON c.ticket_id = k.id AND c.field = f.field AND c.place = 1
  UNION ALL
  SELECT c.ticket_id, k.source_id, c.field, c.to_value, c.to_name, c."at",
         coalesce(c.next_at, TIMESTAMP '9999-01-01 00:00:00'),
         CASE WHEN c.next_at IS NULL THEN k.status_category END
  FROM tk_change c
  JOIN tk k ON k.id = c.ticket_id
)
-- What happens in a status is what the file says of it, else what its name says.
SELECT s.ticket_id, s.field, s.value, s.name,
       CASE WHEN s.field = 'status' THEN coalesce(t.category, s.own_category) END,
       CASE
         WHEN s.field <> 'status' THEN NULL
         WHEN w.work IS NOT NULL THEN w.work
         WHEN lower(s.name) ~ '(block|imped|on hold)' THEN 'blocked'
         WHEN coalesce(t.category, s.own_category) IS DISTINCT FROM 'in_progress' THEN 'wait'
         WHEN lower(s.name) ~ '(wait|ready|pending|queue|to test|to review|to deploy)' THEN 'wait'
         WHEN lower(s.name) ~ '(progress|doing|develop|implement|coding|review|test|qa|analy|design)'
           THEN 'active'
       END,
       s.starts_at, s.ends_at
FROM span s
LEFT JOIN ticket_status t
  ON s.field = 'status' AND t.source_id = s.source_id AND t.number = s.value
LEFT JOIN status_work w
  ON s.field = 'status' AND w.source_id = s.source_id AND w.name = lower(s.name)
WHERE s.value IS NOT NULL AND s.starts_at < s.ends_at;

-- The sprints they were in -------------------------------------------------------------------------

INSERT INTO touched_sprint
SELECT DISTINCT s.sprint_id
FROM ticket_sprint s
JOIN touched_ticket t ON t.id = s.ticket_id
WHERE {ticket:s.ticket_id};

DELETE FROM ticket_sprint USING touched_ticket t
WHERE ticket_sprint.ticket_id = t.id AND {ticket:ticket_sprint.ticket_id};

-- One that stands in the list without a change that brought it in was there from the beginning; so
-- was one whose first change takes it out.
INSERT INTO ticket_sprint (ticket_id, sprint_id, in_at, out_at)
WITH event AS (
  SELECT c.ticket_id, k.born_at, c."at", c.to_value IS NOT NULL AS comes,
         CAST(k.source_id AS BIGINT) * 281474976710656
           + CAST(coalesce(c.to_value, c.from_value) AS BIGINT) AS sprint_id,
         length(c.key) AS digits, c.key
  FROM fact_ticket_change c
  JOIN tk k ON k.id = c.ticket_id
  WHERE {ticket:c.ticket_id} AND c.field = 'sprint'
    AND coalesce(c.to_value, c.from_value) ~ '^[0-9]{1,14}$'
),
ordered AS (
  SELECT e.*,
         row_number() OVER same AS place,
         lag(e.comes) OVER same AS came_before,
         min(CASE WHEN NOT e.comes THEN e."at" END) OVER (
           PARTITION BY e.ticket_id, e.sprint_id
           ORDER BY e."at" NULLS LAST, e.digits NULLS LAST, e.key NULLS LAST
           ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_out
  FROM event e
  WINDOW same AS (
    PARTITION BY e.ticket_id, e.sprint_id
    ORDER BY e."at" NULLS LAST, e.digits NULLS LAST, e.key NULLS LAST)
),
listed AS (
  SELECT k.id AS ticket_id, k.born_at,
         CAST(k.source_id AS BIGINT) * 281474976710656 + CAST(u.number AS BIGINT) AS sprint_id
  FROM tk k
  CROSS JOIN LATERAL (SELECT unnest(string_to_array(k.sprints, ',')) AS number) u
  WHERE u.number ~ '^[0-9]{1,14}$'
)
SELECT o.ticket_id, o.sprint_id, o."at", coalesce(o.next_out, TIMESTAMP '9999-01-01 00:00:00')
FROM ordered o
WHERE o.comes AND NOT coalesce(o.came_before, FALSE)
UNION ALL
SELECT o.ticket_id, o.sprint_id, o.born_at, o."at"
FROM ordered o
WHERE o.place = 1 AND NOT o.comes
UNION ALL
SELECT DISTINCT l.ticket_id, l.sprint_id, l.born_at, TIMESTAMP '9999-01-01 00:00:00'
FROM listed l
WHERE NOT EXISTS (
  SELECT 1 FROM event e WHERE e.ticket_id = l.ticket_id AND e.sprint_id = l.sprint_id);

-- Also the sprints of the tickets above, which count their sub-tasks.
INSERT INTO touched_sprint
SELECT s.sprint_id FROM ticket_sprint s JOIN tk k ON k.id = s.ticket_id WHERE {ticket:s.ticket_id}
UNION
SELECT s.sprint_id FROM ticket_sprint s JOIN tk k ON k.parent_id = s.ticket_id;

-- How they flowed ----------------------------------------------------------------------------------

DROP TABLE IF EXISTS tk_flow;

CREATE TEMP TABLE tk_flow AS
SELECT k.id, k.calendar_id,
       min(CASE WHEN s.category = 'in_progress' THEN s.starts_at END) AS started_at,
       CASE WHEN bool_or(s.category = 'done' AND s.ends_at >= TIMESTAMP '9999-01-01 00:00:00')
         THEN coalesce(
           max(CASE WHEN s.category IS DISTINCT FROM 'done' THEN s.ends_at END), k.born_at)
       END AS done_at,
       CAST(count(CASE WHEN s.category = 'done' AND n.category <> 'done' THEN 1 END) AS INTEGER)
         AS reopened
FROM tk k
JOIN ticket_span s ON s.ticket_id = k.id AND s.field = 'status' AND {ticket:s.ticket_id}
LEFT JOIN ticket_span n
  ON n.ticket_id = s.ticket_id AND n.field = 'status' AND n.starts_at = s.ends_at
 AND {ticket:n.ticket_id}
GROUP BY k.id, k.calendar_id, k.born_at;

DROP TABLE IF EXISTS tk_piece;

-- What is worked on; a status of which nothing tells counts as work, and a flag beats the status.
CREATE TEMP TABLE tk_piece AS
WITH status AS (
  SELECT f.id, f.calendar_id, greatest(s.starts_at, f.started_at) AS starts_at,
         least(s.ends_at, f.done_at) AS ends_at,
         coalesce(s.work, 'active') AS work
  FROM tk_flow f
  JOIN ticket_span s ON s.ticket_id = f.id AND s.field = 'status' AND {ticket:s.ticket_id}
  WHERE f.started_at < f.done_at AND s.starts_at < f.done_at AND s.ends_at > f.started_at
)
SELECT id, calendar_id, work, 1 AS sign, starts_at, ends_at FROM status
WHERE work IN ('active', 'blocked')
UNION ALL
SELECT w.id, w.calendar_id, p.work, p.sign,
       greatest(w.starts_at, g.starts_at), least(w.ends_at, g.ends_at)
FROM status w
JOIN ticket_span g ON g.ticket_id = w.id AND g.field = 'flagged'
 AND g.starts_at < w.ends_at AND g.ends_at > w.starts_at AND {ticket:g.ticket_id}
JOIN (VALUES ('active', 'active', -1), ('active', 'blocked', 1), ('wait', 'blocked', 1))
  p(during, work, sign) ON p.during = w.work
UNION ALL
SELECT f.id, f.calendar_id, 'flow', 1, f.started_at, f.done_at
FROM tk_flow f WHERE f.started_at < f.done_at;

DELETE FROM ticket USING touched_ticket t WHERE ticket.id = t.id AND {ticket:ticket.id};

INSERT INTO ticket (
  id, source_id, tracker_id, board_id, key, title, web_url, type, kind, status, status_category,
  outcome, assignee_account_id, assignee_id, calendar_id, parent_id, points, flagged, created_at,
  started_at, done_at, reopened, flow_seconds, active_seconds, blocked_seconds, done_weight,
  done_criteria, done_checklist, sequence)
WITH worked AS (
  SELECT p.id, p.work,
         sum(p.sign * (
           (e.worked_before + greatest(0, least(
             CAST(extract(epoch FROM (p.ends_at - e.hour)) AS DOUBLE PRECISION), e.work_to)
             - e.work_from))
           - (s.worked_before + greatest(0, least(
             CAST(extract(epoch FROM (p.starts_at - s.hour)) AS DOUBLE PRECISION), s.work_to)
             - s.work_from)))) AS seconds
  FROM tk_piece p
  JOIN calendar_hour s ON s.calendar_id = p.calendar_id
    AND s.hour = date_trunc('hour', CAST(p.starts_at AS TIMESTAMP))
  JOIN calendar_hour e ON e.calendar_id = p.calendar_id
    AND e.hour = date_trunc('hour', CAST(p.ends_at AS TIMESTAMP))
  GROUP BY p.id, p.work
),
summed AS (
  SELECT w.id,
         sum(CASE WHEN w.work = 'flow' THEN w.seconds END) AS flow_seconds,
         sum(CASE WHEN w.work = 'active' THEN w.seconds END) AS active_seconds,
         sum(CASE WHEN w.work = 'blocked' THEN w.seconds END) AS blocked_seconds
  FROM worked w
  GROUP BY w.id
),
-- What was known of them when they were done.
known AS (
  SELECT f.id,
         max(CASE WHEN s.field = 'points' THEN CAST(s.value AS DOUBLE PRECISION) END) AS points,
         max(CASE WHEN s.field = 'estimate' THEN CAST(s.value AS DOUBLE PRECISION) / 3600.0 END)
           AS hours,
         bool_or(s.field IN ('criteria_field', 'criteria_text') AND s.value = 'present') AS criteria,
         max(CASE WHEN s.field = 'checklist' THEN CAST(s.value AS INTEGER) END) AS checklist
  FROM tk_flow f
  JOIN ticket_span s ON s.ticket_id = f.id AND s.starts_at <= f.done_at AND s.ends_at > f.done_at
    AND {ticket:s.ticket_id}
  GROUP BY f.id
),
-- The board of the sprint that it came into last, else one that shows its project.
placed AS (
  SELECT r.ticket_id, r.board_id FROM (
    SELECT s.ticket_id, p.board_id,
           row_number() OVER (
             PARTITION BY s.ticket_id
             ORDER BY s.in_at DESC NULLS LAST, s.sprint_id DESC NULLS LAST) AS place
    FROM ticket_sprint s
    JOIN tk k ON k.id = s.ticket_id
    JOIN fact_sprint p ON p.id = s.sprint_id AND p.board_id IS NOT NULL
    WHERE {ticket:s.ticket_id}
  ) r WHERE r.place = 1
),
shown AS (
  SELECT b.tracker_id,
         coalesce(min(CASE WHEN o.board_id IS NOT NULL THEN b.id END), min(b.id)) AS board_id
  FROM board b
  LEFT JOIN (SELECT DISTINCT board_id FROM team_board) o ON o.board_id = b.id
  GROUP BY b.tracker_id
)
SELECT k.id, k.source_id, k.tracker_id, coalesce(p.board_id, h.board_id), k.key, k.title,
       k.web_url, k.type, k.kind, k.status, coalesce(t.category, k.status_category), k.outcome,
       k.assignee_id, CASE WHEN k.assignee_class = 'human' THEN k.assignee_person_id END,
       k.calendar_id, k.parent_id, k.points, coalesce(k.flagged, FALSE), k.created_at,
       f.started_at, f.done_at, coalesce(f.reopened, 0),
       s.flow_seconds, CASE WHEN s.id IS NOT NULL THEN coalesce(s.active_seconds, 0) END,
       CASE WHEN s.id IS NOT NULL THEN coalesce(s.blocked_seconds, 0) END,
       CASE WHEN n.id IS NOT NULL
         THEN coalesce(CASE WHEN b.estimation = 'time' THEN n.hours ELSE n.points END, 0) END,
       n.criteria, CASE WHEN n.id IS NOT NULL THEN coalesce(n.checklist, 0) END, k.sequence
FROM tk k
LEFT JOIN tk_flow f ON f.id = k.id
LEFT JOIN known n ON n.id = k.id
LEFT JOIN summed s ON s.id = k.id
LEFT JOIN placed p ON p.ticket_id = k.id
LEFT JOIN shown h ON h.tracker_id = k.tracker_id
LEFT JOIN board b ON b.id = coalesce(p.board_id, h.board_id)
LEFT JOIN ticket_status t ON t.source_id = k.source_id AND t.number = CAST(k.status_id AS TEXT);
