-- Keys of the teams whose readings a touched item belongs to.
WITH item AS (
  SELECT m.service_id, m.author_id AS person_id FROM merge_request m
  JOIN touched_merge_request t ON t.id = m.id WHERE {merge_request:m.id}
  UNION
  SELECT r.service_id, r.reviewer_id FROM review_request r
  JOIN touched_merge_request t ON t.id = r.merge_request_id WHERE {merge_request:r.merge_request_id}
  UNION
  SELECT CAST(NULL AS INTEGER), w.person_id FROM ticket_work w
  JOIN touched_ticket t ON t.id = w.ticket_id WHERE {ticket:w.ticket_id}
  UNION
  SELECT p.service_id, CAST(NULL AS BIGINT) FROM pipeline p
  JOIN touched_pipeline t ON t.id = p.id WHERE {pipeline:p.id}
  UNION
  SELECT d.service_id, CAST(NULL AS BIGINT) FROM deployment d
  JOIN touched_deployment t ON t.id = d.id WHERE {deployment:d.id}
  UNION
  SELECT CAST(t.id AS INTEGER), CAST(NULL AS BIGINT) FROM touched_gated t
  UNION
  SELECT CAST(t.id AS INTEGER), CAST(NULL AS BIGINT) FROM touched_production t
)
SELECT t.key FROM team t
JOIN team_service s ON s.team_id = t.id
JOIN item i ON i.service_id = s.service_id
UNION
SELECT t.key FROM team t
JOIN team_person p ON p.team_id = t.id
JOIN item i ON i.person_id = p.person_id
UNION
SELECT t.key FROM team t
JOIN team_board b ON b.team_id = t.id
JOIN (
  SELECT s.board_id FROM fact_sprint s JOIN touched_sprint u ON u.id = s.id
  UNION
  SELECT k.board_id FROM ticket k JOIN touched_ticket u ON u.id = k.id WHERE {ticket:k.id}
) w ON w.board_id = b.board_id;
