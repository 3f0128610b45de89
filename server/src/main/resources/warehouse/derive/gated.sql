-- Which of the builds of a service is the first or the last one. A service at a time is told anew: it is
-- known only from its neighbours. Service 0 stands for projects that are no service's.

UPDATE gate_run SET first_of_commit = n.is_first
FROM (
  SELECT g.id,
         g.sha IS NOT NULL
         AND row_number() OVER (
               PARTITION BY g.service_id, CASE WHEN g.service_id IS NULL THEN g.project_id END, g.sha
               ORDER BY CASE g.tool WHEN 'throughline-gate' THEN 0 ELSE 1 END, g.judged_at, g.id) = 1
           AS is_first
  FROM gate_run g
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = coalesce(g.service_id, 0)
) n
WHERE gate_run.id = n.id AND gate_run.first_of_commit <> n.is_first;

-- What looked at nothing takes the place of no scan that did.
UPDATE build_report SET last_of_commit = n.is_last, valid_to = n.valid_to
FROM (
  SELECT b.id,
         b.sha IS NULL
         OR row_number() OVER (PARTITION BY b.service_id, CASE WHEN b.service_id IS NULL THEN b.project_id END,
                                            b.sha, b.kind, b.gate, b.part
                               ORDER BY b.reported_at DESC, b.id DESC) = 1 AS is_last,
         CASE WHEN b.is_main AND b.service_id IS NOT NULL THEN
           coalesce(
             lead(b.reported_at) OVER (PARTITION BY b.service_id, b.is_main, b.kind, b.gate, b.part,
                                                        coalesce(b.scanned, TRUE)
                                           ORDER BY b.reported_at, b.id),
             TIMESTAMP '9999-01-01 00:00:00')
         END AS valid_to
  FROM build_report b
  JOIN (SELECT DISTINCT id FROM touched_gated) t ON t.id = coalesce(b.service_id, 0)
) n
WHERE build_report.id = n.id
  AND (build_report.last_of_commit <> n.is_last
       OR build_report.valid_to IS DISTINCT FROM n.valid_to);
