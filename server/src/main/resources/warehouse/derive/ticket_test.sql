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

-- Pairs with one of the touched tickets at either end, whichever of the two tells of the link.
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
)
SELECT p.ticket_id, p.test_id, coalesce(lower(t.status), '') LIKE '%draft%' AS draft,
       coalesce(max(c."at"), t.created_at, TIMESTAMP '1970-01-01 00:00:00') AS linked_at
FROM pair p
JOIN fact_ticket f ON f.id = p.ticket_id
JOIN fact_ticket t ON t.id = p.test_id
LEFT JOIN fact_ticket_change c ON c.field = 'link'
  AND (c.ticket_id = p.ticket_id AND upper(c.to_value) = upper(t.key)
    OR c.ticket_id = p.test_id AND upper(c.to_value) = upper(f.key))
WHERE t.kind = 'test' AND lower(t.type) IN ('test', 'test case') AND coalesce(f.kind, '') <> 'test'
  AND NOT coalesce(t.deleted, FALSE) AND NOT coalesce(f.deleted, FALSE)
GROUP BY p.ticket_id, p.test_id, t.status, t.created_at;

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

INSERT INTO ticket_test (ticket_id, test_id, via, draft, linked_at)
SELECT ticket_id, test_id, 'tracker', draft, linked_at FROM tk_tested;
