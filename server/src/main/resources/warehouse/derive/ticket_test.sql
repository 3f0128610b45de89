-- Tests of tickets: those that a test management links to them are looked at again where a ticket
-- came, went or changed its key; those that are tickets themselves are linked here.
INSERT INTO touched_test_case
SELECT r.test_case_id
FROM fact_test_requirement r
JOIN tk_key k ON k.key = upper(r.ticket_key)
UNION
SELECT r.test_case_id
FROM fact_test_requirement r
JOIN tk k ON k.id - CAST(k.source_id AS BIGINT) * 281474976710656 = r.ticket_number
WHERE r.ticket_key IS NULL
UNION
SELECT t.test_id
FROM ticket_test t
JOIN touched_ticket k ON k.id = t.ticket_id
WHERE t.via = 'link';

DROP TABLE IF EXISTS tk_tested;

-- Pairs with one of the touched tickets at either end, whichever of the two tells of the link, and
-- from when to when. A link without a change that made it was there since the test was.
CREATE TEMP TABLE tk_tested AS
WITH touched AS (SELECT DISTINCT id FROM touched_ticket),
linked AS (
  SELECT l.ticket_id, l.other_id FROM fact_ticket_link l
  WHERE l.other_id IS NOT NULL
    AND (l.ticket_id IN (SELECT id FROM touched) OR l.other_id IN (SELECT id FROM touched))
),
pair AS (
  SELECT ticket_id, other_id AS test_id FROM linked
  UNION
  SELECT other_id, ticket_id FROM linked
),
-- As the story's own history tells; the histories of others are only read where a test was touched.
event AS (
  SELECT c.ticket_id, k.ticket_id AS test_id, c."at", c.to_value IS NOT NULL AS comes
  FROM fact_ticket_change c
  JOIN tk s ON s.id = c.ticket_id
  JOIN ticket_key k ON k.key = upper(coalesce(c.to_value, c.from_value))
    AND k.ticket_id >> 48 = c.ticket_id >> 48
  WHERE c.field = 'link' AND {ticket:c.ticket_id}
  UNION
  SELECT c.ticket_id, t.id, c."at", c.to_value IS NOT NULL
  FROM tk t
  JOIN tk_key k ON k.ticket_id = t.id
  JOIN fact_ticket_change c ON c.field = 'link'
    AND upper(coalesce(c.to_value, c.from_value)) = k.key
    AND c.ticket_id >> 48 = t.id >> 48
  WHERE t.kind = 'test'
),
ordered AS (
  SELECT e.*,
         row_number() OVER same AS place,
         lag(e.comes) OVER same AS came_before,
         lead(e.comes) OVER same IS NULL AS is_last,
         min(CASE WHEN NOT e.comes THEN e."at" END) OVER (
           PARTITION BY e.ticket_id, e.test_id ORDER BY e."at" NULLS LAST, e.comes NULLS LAST
           ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_out
  FROM event e
  WINDOW same AS (
    PARTITION BY e.ticket_id, e.test_id ORDER BY e."at" NULLS LAST, e.comes NULLS LAST)
),
span AS (
  SELECT o.ticket_id, o.test_id, o."at" AS linked_at, o.next_out AS unlinked_at
  FROM ordered o
  WHERE o.comes AND NOT coalesce(o.came_before, FALSE)
  UNION ALL
  SELECT o.ticket_id, o.test_id, NULL, o."at"
  FROM ordered o
  WHERE o.place = 1 AND NOT o.comes
  UNION ALL
  SELECT p.ticket_id, p.test_id, o."at", NULL
  FROM pair p
  LEFT JOIN ordered o ON o.ticket_id = p.ticket_id AND o.test_id = p.test_id AND o.is_last
  WHERE o.ticket_id IS NULL OR NOT o.comes
)
SELECT s.ticket_id, s.test_id, coalesce(lower(t.status), '') LIKE '%draft%' AS draft,
       coalesce(s.linked_at, t.created_at, TIMESTAMP '1970-01-01 00:00:00') AS linked_at,
       coalesce(s.unlinked_at, TIMESTAMP '9999-01-01 00:00:00') AS unlinked_at
FROM span s
JOIN fact_ticket f ON f.id = s.ticket_id
JOIN fact_ticket t ON t.id = s.test_id
LEFT JOIN pair p ON p.ticket_id = s.ticket_id AND p.test_id = s.test_id
WHERE t.kind = 'test' AND lower(t.type) IN ('test', 'test case') AND coalesce(f.kind, '') <> 'test'
  AND NOT coalesce(t.deleted, FALSE) AND NOT coalesce(f.deleted, FALSE)
  AND (s.unlinked_at IS NOT NULL OR p.ticket_id IS NOT NULL);

-- What is a test now and was none, or the other way round, touches the sprints of its stories.
INSERT INTO touched_sprint
SELECT s.sprint_id
FROM ticket_sprint s
JOIN ticket_test k ON k.ticket_id = s.ticket_id
JOIN touched_ticket t ON t.id = k.test_id
WHERE k.via = 'tracker'
UNION
SELECT s.sprint_id
FROM ticket_sprint s
JOIN tk_tested k ON k.ticket_id = s.ticket_id;

INSERT INTO touched_flow
SELECT k.ticket_id FROM ticket_test k JOIN touched_ticket t ON t.id = k.test_id
WHERE k.via = 'tracker'
UNION
SELECT ticket_id FROM tk_tested;

DELETE FROM ticket_test
WHERE via = 'tracker'
  AND (ticket_id IN (SELECT id FROM touched_ticket) OR test_id IN (SELECT id FROM touched_ticket));

INSERT INTO ticket_test (ticket_id, test_id, via, draft, linked_at, unlinked_at)
SELECT ticket_id, test_id, 'tracker', draft, linked_at, unlinked_at FROM tk_tested;
