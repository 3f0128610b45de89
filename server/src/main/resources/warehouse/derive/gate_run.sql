-- How builds were judged.

DROP TABLE IF EXISTS gone_gated;

CREATE TEMP TABLE gone_gated AS
SELECT DISTINCT g.service_id AS id
FROM gate_run g JOIN touched_gate_run t ON t.id = g.id
WHERE {gate_run:g.id} AND g.service_id IS NOT NULL;

DELETE FROM gate_run USING touched_gate_run t WHERE gate_run.id = t.id AND {gate_run:gate_run.id};

INSERT INTO gate_run (
  id, source_id, project_id, service_id, sha, ref, is_main, image, build, tool, judged_at, verdict,
  first_of_commit, title, web_url, sequence)
SELECT n.id, CAST(n.id >> 48 AS INTEGER), n.project_id, n.service_id, n.sha, n.ref,
       coalesce(
         (SELECT bool_or(p.default_branch = n.ref) FROM project p
          WHERE p.service_id = n.service_id AND p.default_branch IS NOT NULL),
         n.ref IS NULL OR n.ref IN ('main', 'master')),
       n.image, n.build, n.tool, n.at, n.verdict, FALSE,
       coalesce(n.ref || ' ', '') || coalesce(substr(n.sha, 1, 8), ''), n.web_url, n.sequence
FROM (
  SELECT f.*, coalesce(s.id, p.service_id) AS service_id
  FROM fact_gate_run f
  JOIN (SELECT DISTINCT id FROM touched_gate_run) t ON t.id = f.id
  LEFT JOIN service s ON s.key = f.service
  LEFT JOIN project p ON p.id = f.project_id
  WHERE {gate_run:f.id} AND f.at IS NOT NULL
) n;

INSERT INTO touched_gated
SELECT id FROM gone_gated
UNION
SELECT DISTINCT g.service_id
FROM gate_run g JOIN touched_gate_run t ON t.id = g.id
WHERE {gate_run:g.id} AND g.service_id IS NOT NULL;
