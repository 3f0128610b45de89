-- Adds what may be told together with what is looked at: by key, by what was merged, by what people
-- said, what was put together with it before, and what began at nearly the same time. Repeated until nothing is added.
INSERT INTO pi_scope
WITH known AS (SELECT DISTINCT s.part_id FROM pi_scope s),
told AS (
  SELECT i.part_id, i.dedup_key, i.merged_into_id
  FROM incident_telling i JOIN known k ON k.part_id = i.part_id
),
more AS (
  SELECT i.part_id FROM incident_telling i JOIN told t ON t.dedup_key = i.dedup_key
  UNION
  SELECT t.merged_into_id FROM told t WHERE t.merged_into_id IS NOT NULL
  UNION
  SELECT i.part_id FROM incident_telling i JOIN known k ON k.part_id = i.merged_into_id
  UNION
  SELECT c.other_id FROM fact_correction c JOIN known k ON k.part_id = c.subject_id
  WHERE c.subject = 'incident' AND c.other_id IS NOT NULL
    AND c.word IN ('joined', 'apart', 'withdrawn')
  UNION
  SELECT c.subject_id FROM fact_correction c JOIN known k ON k.part_id = c.other_id
  WHERE c.subject = 'incident' AND c.subject_id IS NOT NULL AND c.word IN ('joined', 'apart', 'withdrawn')
  UNION
  SELECT o.part_id
  FROM production_incident_part o
  JOIN (SELECT DISTINCT p.incident_id
        FROM production_incident_part p JOIN known k ON k.part_id = p.part_id) i
    ON i.incident_id = o.incident_id
),
wide AS (
  SELECT m.part_id FROM more m
  UNION
  SELECT i.part_id
  FROM incident_telling i
  JOIN (SELECT DISTINCT s.service_id, s.pane + n.step AS pane
        FROM incident_telling s
        JOIN (SELECT k.part_id FROM known k UNION SELECT m.part_id FROM more m) k
          ON k.part_id = s.part_id
        CROSS JOIN (VALUES (-1), (0), (1)) n(step)) v
    ON v.service_id = i.service_id AND v.pane = i.pane
)
SELECT w.part_id FROM wide w
WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.part_id = w.part_id);
