-- Issues of main branches; one of which nobody knows whether it is any more is left out.
DELETE FROM code_issue USING touched_code_issue t WHERE code_issue.id = t.id;

INSERT INTO code_issue (
  id, source_id, project_id, service_id, title, web_url, rule, quality, severity, state, opened_at,
  closed_at, sequence)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id,
       coalesce(f.title, f.rule) || coalesce(' (' || f.component || ')', ''),
       coalesce(f.web_url,
                s.url || '/project/issues?id=' || p.path || '&open=' || f.key),
       f.rule, f.quality, f.severity, f.state, f.opened_at,
       coalesce(f.closed_at, TIMESTAMP '9999-01-01 00:00:00'), f.sequence
FROM fact_code_issue f
JOIN (SELECT DISTINCT id FROM touched_code_issue) t ON t.id = f.id
JOIN project p ON p.id = f.project_id
LEFT JOIN source s ON s.id = p.source_id
WHERE f.state IS NOT NULL AND f.ref IS NULL AND NOT p.deleted;
