-- Merge requests on which changed accounts wrote, answered or were asked.
INSERT INTO touched_merge_request
SELECT m.id FROM fact_merge_request m JOIN changed_account c ON c.id = m.author_id
WHERE c.is_other;

INSERT INTO touched_merge_request
SELECT DISTINCT e.merge_request_id FROM fact_review_event e
JOIN changed_account c ON c.id = e.account_id
WHERE c.is_other;

INSERT INTO touched_merge_request
SELECT DISTINCT e.merge_request_id FROM fact_review_event e
LEFT JOIN changed_account c ON c.id = e.target_account_id
LEFT JOIN changed_account u ON u.source_id = CAST(e.merge_request_id >> 48 AS INTEGER)
  AND (u.login = lower(e.target_username) OR u.old_login = lower(e.target_username))
WHERE e.kind IN ('review_requested', 'review_request_removed')
  AND (c.id IS NOT NULL OR u.id IS NOT NULL);

-- Tickets of changed accounts: whose they are, and by which calendar they flow.
INSERT INTO touched_ticket
SELECT f.id FROM fact_ticket f JOIN changed_account c ON c.id = f.assignee_id
WHERE c.is_other
UNION
SELECT w.ticket_id FROM ticket_span w JOIN changed_account c ON w.value = CAST(c.id AS TEXT)
WHERE w.field = 'assignee' AND c.is_other;
