-- What came of gates that was no pass, and of which the organisation waives something.

DROP TABLE IF EXISTS new_waivable;

CREATE TEMP TABLE new_waivable AS
SELECT g.id AS gate_run_id, g.service_id, o.gate, o.verdict, o.waived_until
FROM gate_run g
JOIN (SELECT id FROM touched_gate_run
      UNION
      SELECT b.gate_run_id FROM build_report b JOIN touched_build_report t ON t.id = b.id) t ON t.id = g.id
JOIN fact_gate_outcome o ON o.gate_run_id = g.id
WHERE o.verdict IN ('fail', 'no_data', 'waived')
  AND EXISTS (SELECT 1 FROM gate_waiver w WHERE w.service_id = g.service_id AND w.gate = o.gate);

DELETE FROM gate_outcome_waived
WHERE gate_run_id IN (
  SELECT id FROM touched_gate_run
  UNION
  SELECT b.gate_run_id FROM build_report b JOIN touched_build_report t ON t.id = b.id);
