-- Tests that a test management links to tickets, by the tickets' keys; by their numbers, too, where
-- both are told, since two trackers may have the same key.
INSERT INTO touched_test_case
SELECT r.test_case_id
FROM fact_test_run r
JOIN touched_test_cycle t ON t.id = r.test_cycle_id;

INSERT INTO touched_sprint
SELECT s.sprint_id
FROM ticket_sprint s
JOIN ticket_test k ON k.ticket_id = s.ticket_id
JOIN touched_test_case t ON t.id = k.test_id
WHERE k.via = 'link';

INSERT INTO touched_flow
SELECT k.ticket_id FROM ticket_test k JOIN touched_test_case t ON t.id = k.test_id;

DELETE FROM ticket_test
WHERE via = 'link' AND test_id IN (SELECT id FROM touched_test_case);

INSERT INTO ticket_test (ticket_id, test_id, via, draft, linked_at, unlinked_at)
WITH known AS (
  SELECT k.ticket_id, k.key,
         k.ticket_id - (k.ticket_id >> 48) * 281474976710656 AS number
  FROM ticket_key k
),
linked AS (
  SELECT r.test_case_id, k.ticket_id, r.linked_at
  FROM fact_test_requirement r
  JOIN known k ON k.key = upper(r.ticket_key)
  WHERE (r.ticket_number IS NULL OR r.ticket_number = k.number)
    AND r.test_case_id IN (SELECT id FROM touched_test_case)
  UNION ALL
  SELECT r.test_case_id, k.ticket_id, r.linked_at
  FROM fact_test_requirement r
  JOIN known k ON k.number = r.ticket_number
  WHERE r.ticket_key IS NULL AND r.test_case_id IN (SELECT id FROM touched_test_case)
)
SELECT l.ticket_id, c.id, 'link', coalesce(c.draft, FALSE),
       min(coalesce(l.linked_at, c.created_at, TIMESTAMP '1970-01-01 00:00:00')),
       TIMESTAMP '9999-01-01 00:00:00'
FROM linked l
JOIN fact_test_case c ON c.id = l.test_case_id
WHERE NOT coalesce(c.deleted, FALSE) AND NOT coalesce(c.archived, FALSE)
GROUP BY l.ticket_id, c.id, c.draft;

INSERT INTO touched_sprint
SELECT s.sprint_id
FROM ticket_sprint s
JOIN ticket_test k ON k.ticket_id = s.ticket_id
JOIN touched_test_case t ON t.id = k.test_id
WHERE k.via = 'link';

INSERT INTO touched_flow
SELECT k.ticket_id FROM ticket_test k JOIN touched_test_case t ON t.id = k.test_id;
