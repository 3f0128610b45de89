-- Analyses of code, in the order in which they were made: those of one main branch that are rated,
-- and those of one change. What lies before and behind a touched one is looked at again with it.

DROP TABLE IF EXISTS ca_line;

CREATE TEMP TABLE ca_line AS
WITH line AS (
  SELECT DISTINCT f.project_id, coalesce(f.main_branch, FALSE) AS is_main, f.change
  FROM fact_code_analysis f
  JOIN touched_code_analysis t ON t.id = f.id
),
main AS (
  SELECT f.id, lead(f."at") OVER one AS next_at, lag(f.mode) OVER one AS mode_before,
         lag(f.id) OVER one AS id_before, lead(f.id) OVER one AS id_after,
         CAST(NULL AS INTEGER) AS place
  FROM fact_code_analysis f
  WHERE f.main_branch AND f.mode IS NOT NULL AND f."at" IS NOT NULL
    AND f.project_id IN (SELECT l.project_id FROM line l WHERE l.is_main)
  WINDOW one AS (PARTITION BY f.project_id ORDER BY f."at" NULLS LAST, f.id NULLS LAST)
)
SELECT * FROM main
UNION ALL
SELECT f.id, CAST(NULL AS TIMESTAMP), CAST(NULL AS TEXT), CAST(NULL AS BIGINT),
       CAST(NULL AS BIGINT),
       CAST(row_number() OVER (
         PARTITION BY f.project_id, f.change ORDER BY f."at" NULLS LAST, f.id NULLS LAST) AS INTEGER)
FROM fact_code_analysis f
JOIN line l ON l.project_id = f.project_id AND l.change = f.change AND NOT l.is_main
WHERE f.change IS NOT NULL AND NOT coalesce(f.main_branch, FALSE);

-- An analysis that was just rated has another before and behind it than while it was not: its
-- neighbours of now are looked at; what lay around it before lies around it now.
INSERT INTO touched_code_analysis
SELECT c.id
FROM ca_line c
WHERE c.place IS NOT NULL
   OR c.id_before IN (SELECT t.id FROM touched_code_analysis t)
   OR c.id_after IN (SELECT t.id FROM touched_code_analysis t);

-- The merge request of a change: the one of its number in a project of the same service; where the
-- service has several such, the one that has the commit.
DROP TABLE IF EXISTS ca_change;

CREATE TEMP TABLE ca_change AS
WITH candidate AS (
  SELECT f.id, m.id AS merge_request_id,
         EXISTS (SELECT 1 FROM merge_request_sha s
                 WHERE s.merge_request_id = m.id AND s.sha16 = substr(f.sha, 1, 16)) AS has_commit
  FROM fact_code_analysis f
  JOIN (SELECT DISTINCT id FROM touched_code_analysis) t ON t.id = f.id
  JOIN project p ON p.id = f.project_id
  JOIN merge_request m ON m.service_id = p.service_id AND m.iid = f.change
  WHERE f.change IS NOT NULL
)
SELECT c.id,
       CASE WHEN count(*) = 1 THEN min(c.merge_request_id)
            WHEN count(*) FILTER (WHERE c.has_commit) = 1
              THEN min(c.merge_request_id) FILTER (WHERE c.has_commit)
       END AS merge_request_id
FROM candidate c
GROUP BY c.id;

DELETE FROM code_analysis USING touched_code_analysis t WHERE code_analysis.id = t.id;

INSERT INTO code_analysis (
  id, source_id, project_id, service_id, title, web_url, ref, is_main, change, merge_request_id,
  sha, "at", valid_to, first_of_change, mode, mode_changed, gate_status,
  reliability, security, maintainability, new_reliability, new_security, new_maintainability,
  coverage, new_coverage, covered_conditions, conditions, covered_lines, coverable_lines,
  lines_of_code, new_lines, duplicated_lines, new_duplicated_lines, bugs, vulnerabilities,
  code_smells, new_vulnerabilities, new_issues, accepted, hotspots_reviewed,
  new_hotspots_reviewed, debt_minutes, sequence)
SELECT f.id, CAST(f.id >> 48 AS INTEGER), f.project_id, p.service_id,
       coalesce(p.name, p.path) || CASE WHEN f.change IS NOT NULL THEN ' !' || CAST(f.change AS TEXT)
                      WHEN f.ref IS NOT NULL THEN ' ' || f.ref ELSE '' END,
       coalesce(f.web_url,
                s.url || '/dashboard?id=' || p.path
                  || CASE WHEN f.change IS NULL THEN ''
                          ELSE '&pullRequest=' || CAST(f.change AS TEXT) END),
       f.ref, coalesce(f.main_branch, FALSE), f.change, c.merge_request_id, f.sha, f."at",
       CASE WHEN l.id IS NOT NULL AND l.place IS NULL
         THEN coalesce(l.next_at, TIMESTAMP '9999-01-01 00:00:00') END,
       coalesce(l.place = 1, FALSE), f.mode, coalesce(l.mode_before <> f.mode, FALSE),
       f.gate_status, f.reliability, f.security, f.maintainability, f.new_reliability,
       f.new_security, f.new_maintainability, f.coverage, f.new_coverage, f.covered_conditions,
       f.conditions, f.covered_lines, f.coverable_lines, f.lines_of_code, f.new_lines,
       f.duplicated_lines, f.new_duplicated_lines, f.bugs, f.vulnerabilities, f.code_smells,
       f.new_vulnerabilities, f.new_issues, f.accepted, f.hotspots_reviewed,
       f.new_hotspots_reviewed, f.debt_minutes,
       f.sequence
FROM fact_code_analysis f
JOIN (SELECT DISTINCT id FROM touched_code_analysis) t ON t.id = f.id
JOIN project p ON p.id = f.project_id
LEFT JOIN source s ON s.id = p.source_id
LEFT JOIN ca_line l ON l.id = f.id
LEFT JOIN ca_change c ON c.id = f.id
WHERE NOT p.deleted;
