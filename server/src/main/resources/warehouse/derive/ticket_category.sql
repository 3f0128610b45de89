-- What tickets are work for: of which category, and below which initiative. What a ticket says itself
-- goes before what stands above it, so all that is below a touched ticket is looked at again.

DROP TABLE IF EXISTS tc;

CREATE TEMP TABLE tc AS
WITH one AS (SELECT DISTINCT id FROM touched_ticket),
two AS (
  SELECT f.id FROM fact_ticket f JOIN one t ON t.id = f.parent_id WHERE {ticket:f.parent_id}
),
three AS (SELECT f.id FROM fact_ticket f JOIN two t ON t.id = f.parent_id),
four AS (SELECT f.id FROM fact_ticket f JOIN three t ON t.id = f.parent_id),
five AS (SELECT f.id FROM fact_ticket f JOIN four t ON t.id = f.parent_id)
SELECT id FROM one UNION SELECT id FROM two UNION SELECT id FROM three UNION SELECT id FROM four
UNION SELECT id FROM five;

DROP TABLE IF EXISTS tc_line;

-- Each ticket with the three that stand above it. A sub-task is work on its story, and looks as far
-- up as that does.
CREATE TEMP TABLE tc_line AS
WITH line AS (
  SELECT f.id, f.kind = 'subtask' AND f.parent_id IS NOT NULL AS is_part, f.parent_id AS one,
         p.parent_id AS two, g.parent_id AS three, h.parent_id AS four
  FROM fact_ticket f
  JOIN tc k ON k.id = f.id
  LEFT JOIN fact_ticket p ON p.id = f.parent_id
  LEFT JOIN fact_ticket g ON g.id = p.parent_id
  LEFT JOIN fact_ticket h ON h.id = g.parent_id
  WHERE NOT coalesce(f.deleted, FALSE)
)
SELECT l.id AS ticket_id, 0 AS depth, l.id, coalesce(l.is_part, FALSE) AS is_part FROM line l
UNION ALL
SELECT l.id, 1, l.one, FALSE FROM line l WHERE l.one IS NOT NULL
UNION ALL
SELECT l.id, 2, l.two, FALSE FROM line l WHERE l.two IS NOT NULL
UNION ALL
SELECT l.id, 3, l.three, FALSE FROM line l WHERE l.three IS NOT NULL
UNION ALL
SELECT l.id, 4, l.four, FALSE FROM line l WHERE l.four IS NOT NULL AND l.is_part;

DROP TABLE IF EXISTS tc_said;

-- What each of them says of itself. place: of the first category that matches.
CREATE TEMP TABLE tc_said AS
WITH ticket AS (
  SELECT f.id, f.kind, lower(f.type) AS type, lower(f.labels) AS labels,
         lower(f.components) AS components, lower(f.key) AS key
  FROM fact_ticket f
  JOIN (SELECT DISTINCT id FROM tc_line) l ON l.id = f.id
  WHERE NOT coalesce(f.deleted, FALSE)
),
bears AS (
  SELECT t.id, w.place, bool_or(w.unless) AS unless
  FROM ticket t
  JOIN investment_word w
    ON w.kind = 'type' AND (t.type = w.value OR t.kind = w.value)
    OR w.kind = 'label' AND strpos(t.labels, ',' || w.value || ',') > 0
    OR w.kind = 'component' AND strpos(t.components, ',' || w.value || ',') > 0
    OR w.kind = 'epic' AND t.key = w.value
  GROUP BY t.id, w.place
),
matched AS (SELECT b.id, min(b.place) AS place FROM bears b WHERE NOT b.unless GROUP BY b.id)
SELECT t.id, coalesce(t.kind = 'epic', FALSE) AS is_epic, m.place
FROM ticket t
LEFT JOIN matched m ON m.id = t.id;

DELETE FROM ticket_category USING tc WHERE ticket_category.ticket_id = tc.id;

INSERT INTO ticket_category (ticket_id, item_id, category, initiative_id)
WITH own AS (
  SELECT l.ticket_id, l.depth, l.id, l.is_part, s.is_epic, s.place
  FROM tc_line l
  LEFT JOIN tc_said s ON s.id = l.id
),
nearest AS (
  SELECT o.ticket_id, o.place,
         row_number() OVER (PARTITION BY o.ticket_id ORDER BY o.depth NULLS LAST) AS turn
  FROM own o
  WHERE o.place IS NOT NULL AND NOT o.is_part
),
highest AS (
  SELECT o.ticket_id, o.id,
         row_number() OVER (PARTITION BY o.ticket_id ORDER BY o.depth DESC NULLS LAST) AS turn
  FROM own o
  WHERE o.is_epic
),
story AS (SELECT o.ticket_id, o.id FROM own o WHERE o.depth = 1)
SELECT o.ticket_id, CASE WHEN o.is_part THEN s.id ELSE o.ticket_id END,
       coalesce(c.category, 'uncategorised'), h.id
FROM own o
LEFT JOIN story s ON s.ticket_id = o.ticket_id
LEFT JOIN nearest n ON n.ticket_id = o.ticket_id AND n.turn = 1
LEFT JOIN (SELECT DISTINCT place, category FROM investment_word) c ON c.place = n.place
LEFT JOIN highest h ON h.ticket_id = o.ticket_id AND h.turn = 1
WHERE o.depth = 0;
